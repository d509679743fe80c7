/// An expression that is measured, true of the record in ``Facts``.
struct Expression {
  let name: String
  let source: String

  static let all = [
    Expression(
      name: "1_bool_nested",
      source: """
        rec.status == 'closed' && rec.owner.dept in ['HR', 'FIN', 'LEGAL'] && \
        (rec.meta.pages > 500 || rec.flags.legal_hold == false) && !rec.meta.archived && \
        rec.meta.klass.retention.years >= 6
        """),
    Expression(
      name: "2_strings",
      source: """
        rec.title.startsWith('INV-') && rec.title.contains('4711') && \
        rec.path.endsWith('.xml') && size(rec.title) > 8 && !rec.path.contains('/tmp/')
        """),
    Expression(name: "2b_matches", source: "rec.title.matches('^INV-[0-9]{4}-[0-9]+')"),
    Expression(
      name: "3_timestamp_parse",
      source: """
        timestamp(rec.closed) + duration('52560h') <= now && \
        timestamp(rec.created).getFullYear() < 2020
        """),
    Expression(
      name: "3b_timestamp_bound",
      source: """
        closed + duration('52560h') <= now && created < closed && now - closed > duration('24h')
        """),
    Expression(
      name: "4_macros",
      source: """
        rec.tags.exists(t, t == 'pii') && \
        rec.versions.all(v, v.size > 0 && v.state in ['final', 'superseded'])
        """),
    Expression(
      name: "5_has",
      source: """
        has(rec.meta.klass) && has(rec.meta.klass.retention) && \
        has(rec.meta.klass.retention.code) && !has(rec.meta.hold) && \
        (has(rec.meta.review) ? rec.meta.review.done : true)
        """),
  ]
}
