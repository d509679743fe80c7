/// The script of the page: search, filters, sorting, opening and closing. Without it the page is whole.
enum HTMLScript {
  static let text = """

    (function () {
    'use strict';
    var doc = document, byId = function (id) { return doc.getElementById(id); };
    var all = function (query, from) { return Array.from((from || doc).querySelectorAll(query)); };
    var items = all('.item'), details = all('details.f');
    var names = ['owner', 'system', 'severity', 'law', 'verdict', 'state'];
    var ranks = ['critical', 'high', 'medium', 'low', 'info'];
    var tools = byId('tools');
    if (!tools) { return; }
    tools.className = 'tools';
    tools.setAttribute('role', 'search');
    tools.setAttribute('aria-label', 'Filter the findings');
    function add(parent, tag, id, text) {
    var node = doc.createElement(tag);
    if (id) { node.id = id; }
    if (text) { node.textContent = text; }
    parent.append(node);
    return node; }
    function field(tag, id, label) { return add(add(tools, 'label', '', label), tag, id); }
    function choice(select, value, text) { add(select, 'option', '', text).value = value; }
    var search = field('input', 'q', 'Search');
    search.type = 'search';
    var fields = names.map(function (name) {
    var select = field('select', 'by-' + name, name[0].toUpperCase() + name.slice(1));
    choice(select, '', 'all');
    return select; });
    var sort = field('select', 'sort', 'Sort');
    choice(sort, '', 'as printed');
    choice(sort, 'severity', 'worst first');
    choice(sort, 'days', 'longest over');
    choice(sort, 'count', 'most findings');
    choice(sort, 'rule', 'by rule');
    sort.parentNode.hidden = !doc.querySelector('.group');
    var buttons = add(tools, 'div');
    buttons.className = 'buttons';
    [['open', 'Expand all'], ['close', 'Collapse all'], ['clear', 'Clear']].forEach(function (pair) {
    add(buttons, 'button', pair[0], pair[1]).type = 'button'; });
    byId('open').hidden = byId('close').hidden = !details.length;
    var shown = add(tools, 'p', 'shown');
    shown.setAttribute('role', 'status');
    names.forEach(function (name, index) {
    var values = Array.from(new Set(items.map(function (item) { return item.dataset[name] || ''; })));
    values = values.filter(Boolean).sort(function (a, b) {
    return name === 'severity' ? ranks.indexOf(a) - ranks.indexOf(b) : a < b ? -1 : 1; });
    values.forEach(function (value) {
    choice(fields[index], value, value); });
    fields[index].parentNode.hidden = values.length < 2; });
    var texts = new Map();
    var textOf = function (node) {
    if (!texts.has(node)) { texts.set(node, node.textContent.toLowerCase()); }
    return texts.get(node); };
    function apply() {
    var words = search.value.toLowerCase().split(' ').filter(Boolean);
    var has = function (node) {
    if (!words.length) { return true; }
    var text = textOf(node);
    return words.every(function (word) { return text.includes(word); }); };
    var count = 0;
    items.forEach(function (item) {
    var fits = names.every(function (name, index) {
    var wanted = fields[index].value;
    return !wanted || item.dataset[name] === wanted; }) && has(item);
    item.hidden = !fits;
    if (fits) { count += 1; }
    var inner = all('.f', item), head = item.querySelector('header');
    if (!fits || !inner.length) { return; }
    var headHas = !words.length || (head && has(head));
    var some = inner.some(has);
    inner.forEach(function (one) { one.hidden = !headHas && some && !has(one); }); });
    all('section.system, .week').forEach(function (section) {
    section.hidden = !section.querySelector('.item:not([hidden])'); });
    shown.textContent = count + ' of ' + items.length + ' entries shown'; }
    var places = items.map(function (item) { return { item: item, parent: item.parentNode }; });
    function order() {
    var keys = {
    severity: function (item) { return ranks.indexOf(item.dataset.severity); },
    days: function (item) { return -Number(item.dataset.days || 0); },
    count: function (item) { return -Number(item.dataset.count || 0); },
    rule: function (item) { return item.dataset.rule || ''; } };
    var key = keys[sort.value];
    var groups = new Map();
    places.forEach(function (place) {
    if (!place.item.classList.contains('group')) { return; }
    if (!groups.has(place.parent)) { groups.set(place.parent, []); }
    groups.get(place.parent).push(place.item); });
    var sections = [];
    groups.forEach(function (members, parent) {
    var sorted = members.slice();
    if (key) { sorted.sort(function (a, b) { return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0; }); }
    sorted.forEach(function (member) { parent.append(member); });
    sections.push({ node: parent, key: key ? key(sorted[0]) : 0 }); });
    if (!sections.length) { return; }
    var parent = sections[0].node.parentNode;
    var marker = doc.createComment('');
    parent.insertBefore(marker, sections[0].node);
    sections.slice().sort(function (a, b) { return a.key < b.key ? -1 : a.key > b.key ? 1 : 0; })
    .forEach(function (section) { parent.insertBefore(section.node, marker); });
    marker.remove(); }
    var later = 0;
    search.addEventListener('input', function () { clearTimeout(later); later = setTimeout(apply, 120); });
    fields.forEach(function (field) { field.addEventListener('change', apply); });
    sort.addEventListener('change', order);
    var toggle = function (open) { return function () {
    details.forEach(function (one) {
    if (!one.hidden && !one.closest('[hidden]')) { one.open = open; } }); }; };
    byId('open').addEventListener('click', toggle(true));
    byId('close').addEventListener('click', toggle(false));
    byId('clear').addEventListener('click', function () {
    fields.forEach(function (field) { field.value = ''; });
    search.value = ''; sort.value = ''; order(); apply(); search.focus(); });
    apply();
    })();

    """
}
