import Bytes
import CivilTime
import Results

/// The style sheet of the page.
enum HTMLStyle {
  /// The whole sheet; only the margin of printed pages depends on the result.
  static func text(_ header: Header) -> String {
    let notice = header.showsPersonalData ? personalDataNotice : "Personal data are masked."
    let marking = header.marking.map { "@top-center { content: \(quoted($0)); font-weight: 700; }" }
    return colors + base + top + first + parts + findings + tools + print
      + """
      @page { \(marking ?? "")
      @bottom-left { content: "Custos, as of \(header.asOf.inWords). \(notice)"; }
      @bottom-right { content: "Page " counter(page) " of " counter(pages); } }

      """
  }

  /// A text as a string of a style sheet, in which nothing can end the string or the sheet.
  private static func quoted(_ text: String) -> String {
    let scalars = PlainText.inline(text).unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == " "
        ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
    }
    return "\"\(scalars.joined())\""
  }

  /// The sheet of a page for one owner.
  static let worklist =
    colors + base + top + parts + findings + """
      .group ul { margin: 0; padding: .2rem 1rem .8rem 2.2rem; } .group h3 { margin: .2rem 0; }

      """ + print + """
      @page { size: A4; margin: 16mm 14mm; }

      """

  /// The sheet of a page that compares two results.
  static let change =
    colors + base + top + parts + """
      .tiles li div { padding: .6rem .85rem; background: rgb(255 255 255 / .08); border-radius: 8px; }
      main li { margin-bottom: .3rem; overflow-wrap: anywhere; } td { overflow-wrap: anywhere; }
      @media (min-width: 44rem) { tbody th { min-width: 14rem; } td { min-width: 6rem; } }

      """ + print + """
      @page { size: A4; margin: 16mm 14mm; }

      """

  /// The sheet of a page that charts runs.
  static let trend =
    colors + base + top + """
      .trend { width: 100%; min-width: 34rem; height: auto; }
      .trend .axis { stroke: var(--soft); } .trend .grid { stroke: var(--rule); }
      .trend .gap { fill: var(--fill); }
      .trend .breach { stroke: var(--bad); } .trend .open { stroke: var(--open); }
      .trend polyline { fill: none; stroke-width: 2; }
      .trend polyline.open { stroke-dasharray: 6 3; }
      .trend circle { stroke-width: 2; } .trend circle.breach { fill: var(--bad); }
      .trend circle.open { fill: var(--open); }
      .trend circle.part { fill: var(--paper); }
      .trend text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
      figure { margin: 0; } figcaption { font-weight: 600; margin-bottom: .5rem; }
      .key { color: var(--soft); font-weight: 400; margin-left: 1rem; }
      .key b { color: var(--bad); } .key i { color: var(--open); font-style: normal; }
      @media (max-width: 44rem) { th, td { padding-right: .45rem; } }
      @media print { .scroll { overflow: visible; } }

      """

  /// Colours, light and dark; each pair of ink and ground has a contrast of at least 4.5 to 1.
  private static let colors = """

    :root { --paper: #ffffff; --ground: #f4f5f3; --ink: #1c2126; --soft: #545e68; --rule: #d8dcd8;
    --accent: #14506e; --fill: #e9ecea; --bad: #a3231b; --open: #8a5a00; --good: #1d6b3c;
    --crit-g: #fbe3e1; --crit-i: #8c1610; --high-g: #fdeadb; --high-i: #8f3b06;
    --med-g: #fdf3cf; --med-i: #6f5200; --low-g: #e2eff8; --low-i: #16537c;
    --info-g: #eceef0; --info-i: #454f59; --top: #17303f; --top-i: #ffffff; --top-s: #c9d8e1; }
    @media (prefers-color-scheme: dark) { :root { --paper: #1a1f24; --ground: #12161a;
    --ink: #e7eaec; --soft: #a5b0ba; --rule: #343c44; --accent: #8cc6e6; --fill: #262d34;
    --bad: #ff9d94; --open: #f0c36b; --good: #7ed69c;
    --crit-g: #4a1714; --crit-i: #ffc9c4; --high-g: #472511; --high-i: #ffcfae;
    --med-g: #3d3109; --med-i: #f8df93; --low-g: #12354b; --low-i: #b9def5;
    --info-g: #2b333b; --info-i: #cbd3da; --top: #0c1a23; } }

    """

  private static let base = """
    * { box-sizing: border-box; } .whole { white-space: nowrap; }
    html { scroll-padding-top: 3.5rem; -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: var(--ground); color: var(--ink);
    font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
    overflow-wrap: break-word; }
    main, .wrap { max-width: 74rem; margin: 0 auto; padding: 0 1.25rem; }
    h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; margin: 0; }
    h1, h2 { font-family: Georgia, "Times New Roman", serif; font-weight: 600; }
    h2 { font-size: 1.5rem; margin: 0 0 .75rem; }
    h3 { font-size: 1.1rem; margin: 1.25rem 0 .6rem; }
    p { margin: 0 0 .6rem; max-width: 75ch; }
    small { display: block; color: var(--soft); font-size: .85em; font-weight: 400; }
    code { font: .87em/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    main > section { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px;
    padding: 1.4rem 1.5rem; margin: 1.1rem 0; }
    a { color: var(--accent); }
    a:focus-visible, button:focus-visible, summary:focus-visible, input:focus-visible,
    select:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent);
    outline-offset: 2px; border-radius: 3px; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: .5rem; top: .5rem; z-index: 9; background: var(--paper); padding: .5rem 1rem; }
    .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
    white-space: nowrap; }
    .none { color: var(--soft); margin: 0; }
    .more { color: var(--soft); font-style: italic; margin: .5rem 0 0; }
    .scroll { overflow-x: auto; position: relative; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; vertical-align: top; padding: .45rem .7rem .45rem 0;
    border-bottom: 1px solid var(--rule); }
    thead th { font-size: .8rem; color: var(--soft); font-weight: 600; vertical-align: bottom;
    overflow-wrap: normal; }
    tbody th { font-weight: 600; }
    .n { text-align: right; white-space: nowrap; } .day { overflow-wrap: normal; }
    .zero { color: var(--soft); }
    footer { max-width: 74rem; margin: 0 auto; padding: .5rem 1.25rem 2.5rem; color: var(--soft); }
    @media (max-width: 44rem) { main, .wrap { padding: 0 .8rem; }
    main > section { padding: 1rem .9rem; } }

    """

  private static let top = """
    .top { background: var(--top); color: var(--top-i); padding: 1.4rem 0 1.6rem;
    border-bottom: 6px solid #d9a441; }
    .top.good { border-color: #3f9c63; } .top.bad { border-color: #d4473c; }
    .brand { letter-spacing: .02em; color: var(--top-s); margin-bottom: 1rem; }
    .brand b { color: var(--top-i); font: 600 1.15rem Georgia, "Times New Roman", serif;
    margin-right: .5rem; }
    .top h1 { font-size: clamp(1.35rem, 1rem + 1.6vw, 1.9rem); max-width: 48ch; }
    .marking { font-weight: 700; letter-spacing: .04em; margin: 0 0 .6rem; }
    .source { color: var(--top-s); margin: .4rem 0 0; max-width: none; }
    .verdict { font-size: 1.2rem; font-weight: 600; margin: .9rem 0 0; max-width: 60ch; }
    .meaning { color: var(--top-s); margin: .3rem 0 0; }
    .personal { margin: 1rem 0 0; padding: .6rem .9rem; border-radius: 6px; font-weight: 600;
    background: #ffe9a8; color: #4a3500; max-width: none; }
    .tiles { list-style: none; display: grid; gap: .6rem; padding: 0; margin: 1.3rem 0 0;
    grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
    .tiles a { display: block; text-decoration: none; color: var(--top-i); padding: .6rem .85rem;
    background: rgb(255 255 255 / .08); border-radius: 8px; border-top: 3px solid transparent; }
    .tiles a:hover { background: rgb(255 255 255 / .16); }
    .tiles a:focus-visible { outline-color: #ffffff; }
    .tiles b { display: block; font-size: 1.65rem; line-height: 1.2; }
    .tiles span { color: var(--top-s); font-size: .9rem; }
    .tiles .breach a { border-color: #ff8a7e; } .tiles .open a { border-color: #f0c36b; }
    .tiles .good a { border-color: #7ed69c; }
    nav { position: sticky; top: 0; z-index: 3; background: var(--paper);
    border-bottom: 1px solid var(--rule); overflow-x: auto; }
    nav ul { display: flex; gap: .2rem; list-style: none; margin: 0 auto; padding: 0 .75rem;
    max-width: 74rem; }
    nav a { display: block; padding: .7rem .5rem; white-space: nowrap; text-decoration: none;
    color: var(--ink); font-size: .93rem; }
    nav a:hover { color: var(--accent); text-decoration: underline; }

    """
}
