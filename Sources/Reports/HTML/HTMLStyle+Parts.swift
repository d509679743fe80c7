extension HTMLStyle {
  static let first = """
    .first { display: grid; gap: 1.2rem 2rem; grid-template-columns: minmax(0, 1fr); }
    .actions { list-style: none; counter-reset: action; margin: 0; padding: 0; display: grid;
    gap: .7rem; }
    .actions li { counter-increment: action; position: relative; border: 1px solid var(--rule);
    border-left: 5px solid var(--edge); border-radius: 8px; padding: .6rem .8rem .6rem 2.4rem; }
    .actions li::before { content: counter(action); position: absolute; left: .9rem; top: .55rem;
    font-weight: 700; font-size: 1.15rem; }
    .actions h3 { margin: 0 0 .2rem; font-size: 1.05rem; text-wrap: pretty; }
    .actions p { margin: 0 0 .3rem; } .actions .meta b { color: var(--ink); margin-left: .3rem; }
    .actions dl { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; margin: 0; font-size: .92rem; }
    .actions dl div { display: flex; gap: .4rem; } .actions dt { color: var(--soft);
    white-space: nowrap; }
    .actions dd { margin: 0; }
    .aside h3 { margin: 0 0 .4rem; } .aside ul { list-style: none; margin: 0 0 .5rem; padding: 0; }
    .aside .none { margin: 0 0 1.1rem; } .who-to-ask li { padding: .3rem 0;
    border-bottom: 1px solid var(--rule); }
    .spans { display: flex; flex-wrap: wrap; gap: .5rem 1.4rem; } .spans b { font-size: 1.4rem; }
    @media (min-width: 62rem) { .first { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); } }

    """

  static let parts = """
    .charts { display: grid; gap: 1.5rem 2rem; grid-template-columns: repeat(auto-fit,
    minmax(17.5rem, 1fr)); }
    figure { margin: 0; min-width: 0; }
    figure.wide { grid-column: 1 / -1; }
    figcaption { font-weight: 600; margin-bottom: .4rem; }
    .key { float: right; font-weight: 400; font-size: .85rem; color: var(--soft); }
    .key i { display: inline-block; width: .75em; height: .75em; border-radius: 2px;
    margin: 0 .25em 0 .7em; }
    .k-past, .past { background: var(--bad); fill: var(--bad); }
    .k-next, .next { background: var(--accent); fill: var(--accent); }
    svg { display: block; width: 100%; max-width: 25rem; height: auto; }
    svg.time { max-width: none; min-width: 40rem; } figure .scroll { background:
    linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100%,
    linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100%,
    linear-gradient(to right, var(--soft), transparent) left / .5rem 100%,
    linear-gradient(to left, var(--soft), transparent) right / .5rem 100%;
    background-repeat: no-repeat; background-attachment: local, local, scroll, scroll; }
    svg text { font-size: 12.5px; fill: var(--ink); }
    svg .lab { text-anchor: end; } svg .over { text-anchor: start; font-size: 10.5px; } svg .num { font-weight: 600; }
    svg .mon, svg .yr, svg .cnt { text-anchor: middle; font-size: 10px; fill: var(--soft); }
    svg .cnt { fill: var(--ink); font-weight: 600; }
    .track { fill: var(--fill); } .now { fill: var(--fill); }
    .axis { stroke: var(--soft); stroke-width: 1; }
    .b-critical { fill: #b3261e; } .b-high { fill: #d2691e; } .b-medium { fill: #c79a12; }
    .b-low { fill: #3d86b5; } .b-info { fill: #7c8791; } .b-plain { fill: var(--accent); }
    .sev, .word, .prov, .code, .state { display: inline-block; border-radius: 4px;
    padding: .05rem .45rem; font-size: .8rem; font-weight: 600; line-height: 1.45;
    white-space: nowrap; }
    .s-critical { background: var(--crit-g); color: var(--crit-i); }
    .s-high { background: var(--high-g); color: var(--high-i); }
    .s-medium { background: var(--med-g); color: var(--med-i); }
    .s-low { background: var(--low-g); color: var(--low-i); }
    .s-info { background: var(--info-g); color: var(--info-i); }
    .word { background: var(--ink); color: var(--paper); }
    .prov { background: none; border: 1px dashed var(--soft); color: var(--ink); }
    .code { background: var(--fill); font-weight: 500; margin-left: .4rem; }
    .state { background: var(--fill); font-weight: 500; margin-right: .5rem; }
    .open-law { border-left: 5px solid var(--med-i); padding-left: .8rem; }
    .legend { max-width: none; }
    .chip { display: inline-flex; align-items: center; gap: .35rem; border-radius: 4px;
    padding: .05rem .45rem; margin: 0 .3rem .25rem 0; font-size: .85rem; background: var(--fill); }
    .chip i { font-style: normal; font-weight: 700; min-width: .9em; text-align: center; }
    .v-breached { background: var(--crit-g); color: var(--crit-i); }
    .v-provisional, .v-undecided, .v-partlyUndecided, .v-unknownClass, .v-noRule, .v-formOnly, .v-noEvidence {
    background: var(--med-g); color: var(--med-i); }
    .v-met { color: var(--good); }
    @media (min-width: 44.01rem) { .plan th:first-child { width: 5.5rem; }
    .plan td:nth-child(4), .plan td:nth-child(5) { width: 16%; } }
    .matrix { table-layout: fixed; } .matrix th:first-child { width: 42%; }
    .matrix th:nth-child(2) { width: 26%; } .matrix .chip { margin: 0; }
    .laws th:first-child { width: 24%; } .laws th:nth-child(2) { width: 24%; }
    .met { margin-top: 1rem; } .met summary { cursor: pointer; padding: .3rem 0; font-weight: 600; }
    .ask { margin-bottom: 1.2rem; } .ask td:nth-child(2) { text-align: right; padding-right: 2rem; }
    .causes { list-style: none; padding: 0; margin: 0; display: grid; gap: .8rem; }
    .causes li { display: grid; grid-template-columns: 6.5rem 1fr; gap: 1rem; padding: .9rem 1rem;
    border: 1px solid var(--rule); border-left: 5px solid var(--edge); border-radius: 8px; }
    .causes h3 { margin: 0 0 .3rem; } .causes p { margin-bottom: .3rem; }
    .clears { text-align: center; color: var(--soft); line-height: 1.2; }
    .clears b { display: block; font-size: 1.9rem; color: var(--ink); }
    .meta { color: var(--soft); font-size: .9rem; }
    .run { display: grid; gap: .3rem 2rem; margin: 0 0 .5rem;
    grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); }
    .run div { border-bottom: 1px solid var(--rule); padding: .3rem 0; }
    .run dt { color: var(--soft); font-size: .85rem; } .run dd { margin: 0; }
    .open ul { margin: 0; padding-left: 1.1rem; } .open th code { display: block; }
    .open td:nth-child(2) { min-width: 9rem; }
    @media (min-width: 44.01rem) { .coming .day { white-space: nowrap; } }
    @media (max-width: 44rem) { .coming .n { display: none; } .stack thead { display: none; } .stack tr { display: block;
    border-bottom: 1px solid var(--rule); padding: .5rem 0; } .stack th, .stack td { display: block;
    border: 0; padding: 0 0 .2rem; } }

    """

  static let findings = """
    .system > h3 { border-bottom: 2px solid var(--ink); padding-bottom: .35rem; margin: 2rem 0 .9rem;
    font-size: 1.2rem; display: flex; flex-wrap: wrap; gap: 0 .7rem; align-items: baseline; }
    .count { margin-left: auto; font-weight: 400; font-size: .9rem; color: var(--soft); }
    .group { border: 1px solid var(--rule); border-left: 5px solid var(--edge); border-radius: 8px;
    margin: 0 0 1rem; }
    .e-critical { --edge: #b3261e; } .e-high { --edge: #d2691e; } .e-medium { --edge: #c79a12; }
    .e-low { --edge: #3d86b5; } .e-info { --edge: #7c8791; }
    .group > header { padding: .85rem 1rem .5rem; }
    .group .marks { margin: 0 0 .35rem; } .group h4 { font-size: 1.05rem; margin-bottom: .35rem; }
    .law { color: var(--soft); font-size: .9rem; margin-bottom: .3rem; max-width: none; }
    .law code { color: var(--ink); } .law .code { color: var(--ink); margin-right: .3rem; }
    .remedy { margin: 0; }
    .group > .more { padding: .5rem 1rem .8rem; }
    .paper { display: none; }
    .f { border-top: 1px solid var(--rule); margin: 0; max-width: none; }
    .f > summary, .line { display: grid; grid-template-columns: 1rem minmax(8rem, 1fr) minmax(0, 2fr)
    13rem; gap: .2rem .8rem; padding: .55rem 1rem; }
    .f > summary { cursor: pointer; list-style: none; }
    .f > summary::-webkit-details-marker { display: none; }
    .f > summary::before { content: ""; width: .5rem; height: .5rem; margin-top: .45rem;
    border-right: 2px solid var(--soft); border-bottom: 2px solid var(--soft);
    transform: rotate(-45deg); }
    .f[open] > summary::before { transform: rotate(45deg); }
    .line::before { content: ""; }
    .f > summary:hover { background: var(--ground); }
    .who { font-weight: 600; overflow-wrap: anywhere; } .why { color: var(--soft); }
    .at { grid-column: 2 / -1; color: var(--soft); font-size: .9em; }
    .requirement { margin: 0 0 .3rem; max-width: none; }
    .end { text-align: right; white-space: nowrap; }
    .body { padding: .2rem 1rem 1rem 2.8rem; }
    .sum { width: auto; margin: .2rem 0 .7rem; background: var(--ground); border-radius: 6px; }
    .sum th, .sum td { border: 0; padding: .16rem .9rem; }
    .sum th { font-weight: 500; min-width: 9rem; } .sum .val { min-width: 10rem; }
    .sum .path { margin-left: .9rem; }
    .condition > summary { cursor: pointer; margin: 0 0 .4rem; color: var(--soft); }
    .sum tr:first-child > * { padding-top: .5rem; }
    .sum tr:last-child > * { padding-bottom: .5rem; }
    .sum .val { font-weight: 600; } .sum .val small { display: inline; }
    .sum .how { color: var(--soft); font-size: .9em; } .sum .how code { display: inline-block; }
    .sum .l-day > * { padding-top: .16rem; }
    .l-total > * { border-top: 2px solid var(--ink) !important; font-weight: 700 !important; }
    .l-step > * { border-top: 1px solid var(--rule) !important; }
    .clause, .source { margin: 0 0 .4rem; max-width: none; }
    .body dl { display: grid; grid-template-columns: 9rem 1fr; gap: .15rem 1rem; margin: .6rem 0 0; }
    .body dt { color: var(--soft); } .body dd { margin: 0; }
    .provisional > h3 { border-bottom-style: dashed; } .note { color: var(--soft); }

    """

  static let tools = """
    .tools { display: flex; flex-wrap: wrap; gap: .6rem .8rem; align-items: end; padding: .9rem 1rem;
    background: var(--ground); border-radius: 8px; }
    .tools label { font-size: .8rem; color: var(--soft); display: grid; gap: .15rem; flex: 1 1 7rem; }
    .tools input, .tools select, .tools button { font: inherit; color: var(--ink);
    background: var(--paper); border: 1px solid var(--soft); border-radius: 5px;
    padding: .35rem .5rem; min-height: 2.3rem; width: 100%; }
    .tools button { width: auto; cursor: pointer; padding: .35rem .8rem; }
    .tools button:hover { border-color: var(--accent); color: var(--accent); }
    .buttons { display: flex; gap: .4rem; flex-wrap: wrap; }
    #shown { flex-basis: 100%; margin: 0; color: var(--soft); font-size: .9rem; }
    [hidden] { display: none !important; }
    @media (max-width: 44rem) {
    .f > summary, .line { grid-template-columns: 1rem 1fr; }
    .why, .end, .at { grid-column: 2; text-align: left; white-space: normal; }
    nav { position: static; } nav ul { flex-wrap: wrap; }
    .matrix thead { display: none; } .matrix tr { display: grid; gap: .1rem .8rem;
    grid-template-columns: max-content minmax(0, 1fr); border-bottom: 1px solid var(--rule);
    padding: .4rem 0; }
    .matrix tbody th:first-child { grid-column: 1 / -1; width: auto; padding: 0; border: 0; }
    .matrix td { padding: 0; border: 0; overflow-wrap: anywhere; }
    .laws tr, .laws td { display: block; }
    .body { padding: .2rem .8rem 1rem; } .body dl { grid-template-columns: 1fr; gap: 0; }
    .body dd { margin-bottom: .4rem; } .causes li { grid-template-columns: 1fr; gap: .3rem; }
    .clears { text-align: left; } .clears b { display: inline; font-size: 1.2rem; }
    .tiles { grid-template-columns: repeat(auto-fit, minmax(6rem, 1fr)); }
    .tiles b { font-size: 1.4rem; white-space: nowrap; }
    .sum { width: 100%; } .sum tr { display: flex; flex-wrap: wrap; } .sum th { flex: 1 1 9rem; }
    .sum .val { flex: 1 1 7.5rem; } .sum .how { flex: 1 1 100%; } .sum .how:empty { display: none; }
    .sum .how { border-top: 0 !important; }
    .key { float: none; display: block; } .key i:first-child { margin-left: 0; } }
    @media screen { .group { content-visibility: auto; contain-intrinsic-size: auto 16rem; } }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
    @media (forced-colors: active) { .sev, .word, .chip { border: 1px solid; } }

    """

  static let print = """
    @media print {
    :root { --paper: #fff; --ground: #fff; --ink: #000; --soft: #444; --rule: #bbb; --fill: #eee;
    --accent: #14506e; --bad: #a3231b; --good: #1d6b3c; --top: #fff; --top-i: #000; --top-s: #333;
    --crit-g: #fbe3e1; --crit-i: #8c1610; --high-g: #fdeadb; --high-i: #8f3b06;
    --med-g: #fdf3cf; --med-i: #6f5200; --low-g: #e2eff8; --low-i: #16537c;
    --info-g: #eceef0; --info-i: #454f59; color-scheme: light; }
    * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    html { font-size: 11px; } body { font-size: 9pt; line-height: 1.35; }
    .tiles b { font-size: 13pt; white-space: nowrap; } .tiles span { font-size: 8pt; }
    nav, .tools, .skip, .condition, .screen, .all:not([open]) { display: none !important; }
    summary { list-style: none; } summary::-webkit-details-marker { display: none; }
    .paper { display: block; max-width: none; }
    main, .wrap { max-width: none; padding: 0; } p { max-width: none; margin-bottom: .3rem; }
    main > section { border: 0; padding: 0; margin: 0 0 1.2rem; border-radius: 0; }
    .top { padding: 0 0 .8rem; margin-bottom: .8rem; } .tiles { gap: .3rem; margin-top: .8rem;
    grid-template-columns: repeat(5, 1fr); } .tiles a { border: 1px solid #bbb; padding: .3rem .5rem; }
    .scroll { overflow: visible; } svg.time { min-width: 0; }
    .charts { grid-template-columns: 1fr 1fr; }
    thead { display: table-header-group; }
    th, td { padding: .2rem .6rem .2rem 0; } .matrix small { display: inline; margin-left: .5rem; }
    tr, .causes li, figure, .body dl, .clause, .f > summary, .line { break-inside: avoid; }
    h2, h3, .group > header, .sum { break-inside: avoid; break-after: avoid; }
    .sum { border: 1px solid #ccc; }
    .actions { gap: .4rem; } .actions li { padding: .4rem .6rem .4rem 2.2rem; }
    .causes { gap: .3rem; } .causes li { padding: .3rem .6rem; gap: .6rem;
    grid-template-columns: 6.5rem 1fr; } .clears b { font-size: 1.2rem; }
    .system > h3 { margin: 1.2rem 0 .5rem; }
    .group { margin: 0 0 .5rem; border-radius: 0; border-width: 1px 0 0 4px; }
    .group > header { padding: .3rem .6rem .2rem; } .group h4 { font-size: 1.05em; }
    h1, h3, h4 { text-wrap: wrap; } .verdict { max-width: none; }
    .group .marks { float: right; margin: 0 0 0 .8rem; }
    .group h4, .requirement, .law, .remedy { margin-bottom: .15rem; }
    .f > summary::before, .line::before { display: none; }
    .f > summary, .line { grid-template-columns: minmax(0, 3fr) minmax(0, 5fr) 8.5rem;
    padding: .15rem .6rem; } .line .at { grid-column: 2 / -1; }
    .group > .more { padding: .15rem .6rem; margin: 0; }
    .body { padding: .1rem .6rem .6rem; }
    .open th code { display: none; } .open th span { display: block; } .open ul { padding-left: .9rem; }
    .open { table-layout: fixed; } .open th:first-child { width: 21%; } .open .n { padding-right: 1rem; }
    .open th:nth-child(2) { width: 15%; } .open th:nth-child(3) { width: 9%; }
    .day { white-space: nowrap; } footer { max-width: none; padding: 0; }
    main > section > p, .system > .note { break-after: avoid; }
    .marking { text-align: center; } .actions li { break-inside: avoid; }
    .first { grid-template-columns: minmax(0, 1fr); }
    table { font-size: 8pt; } code { font-size: .9em; } }
    @page { size: A4; margin: 16mm 14mm 18mm; font: 8pt system-ui, sans-serif; }

    """
}
