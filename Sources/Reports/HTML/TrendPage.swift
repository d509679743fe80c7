import Bytes
public import CivilTime
import Results

/// A page that charts breaches and undetermined checks from run to run.
///
/// One file that needs nothing else and holds no script; its content security policy allows only
/// its own style sheet. It shows counts, and so no personal data.
public struct TrendPage {
  /// What one run counted.
  public struct Night: Hashable, Sendable {
    /// The number of the run.
    public var number: Int
    /// The day as of which it checked.
    public var day: CivilDate
    /// How many breaches it found.
    public var breaches: Int
    /// How many checks it could not decide.
    public var undetermined: Int
    /// Whether every input was read whole; counts of one that was not may be too low.
    public var isWhole: Bool

    /// Says what a run counted.
    public init(
      number: Int, day: CivilDate, breaches: Int, undetermined: Int, isWhole: Bool
    ) {
      self.number = number
      self.day = day
      self.breaches = breaches
      self.undetermined = undetermined
      self.isWhole = isWhole
    }
  }

  /// Days between two runs on which none ran.
  public struct Gap: Hashable, Sendable {
    /// The day of the run before.
    public var after: CivilDate
    /// The day of the run after.
    public var before: CivilDate
    /// How many nights are missing.
    public var missing: Int

    /// States a gap.
    public init(after: CivilDate, before: CivilDate, missing: Int) {
      self.after = after
      self.before = before
      self.missing = missing
    }
  }

  private let nights: [Night]
  private let gaps: [Gap]
  private let title: String

  /// A page of runs.
  ///
  /// - Parameters:
  ///   - nights: The runs, oldest first.
  ///   - gaps: The missing nights between them, oldest first.
  ///   - subject: What was counted, such as `the system "custody"`.
  public init(_ nights: [Night], gaps: [Gap], of subject: String) {
    self.nights = nights
    self.gaps = gaps
    title = "Breaches and undecided checks of \(subject)"
  }

  /// The page.
  public var text: String {
    var page = HTMLPage(output: OutputBuffer())
    HTMLHead.write(title: "Custos: \(title)", style: HTMLStyle.trend, script: nil, to: &page)
    page.markup(
      "<header class=\"top\"><div class=\"wrap\"><p class=\"brand\"><b>Custos</b>history</p>")
    page.element("h1", title)
    page.element("p", span, class: "meaning")
    page.markup("</div></header>\n<main id=\"main\">")
    page.section("chart", "From run to run") { page in
      if nights.isEmpty {
        page.markup("<p class=\"none\">No run is recorded.</p>")
      } else {
        TrendChart(nights: nights, gaps: gaps).write(to: &page)
      }
    }
    if !gaps.isEmpty { writeGaps(to: &page) }
    writeRuns(to: &page)
    page.markup("</main>\n</body>\n</html>\n")
    return page.output.text
  }

  private var span: String {
    guard let first = nights.first, let last = nights.last else { return "No run is recorded." }
    let missing = gaps.reduce(0) { $0 + $1.missing }
    return "\(first.day.inWords) to \(last.day.inWords), \(counted(nights.count, "run", "runs")), "
      + "\(counted(missing, "night", "nights")) without a run."
  }

  private func writeGaps(to page: inout HTMLPage) {
    page.section("gaps", "Nights without a run") { page in
      page.table("Table of the nights without a run", ["After", "Before", "Missing"]) { page in
        for gap in gaps {
          page.row([gap.after.inWords, gap.before.inWords, String(gap.missing)])
        }
      }
    }
  }

  private func writeRuns(to page: inout HTMLPage) {
    page.section("runs", "The runs") { page in
      let heads = ["Run", "As of", "Breaches", "Undecided", "Read whole"]
      page.table("Table of the runs", heads) { page in
        for night in nights.reversed() {
          page.row([
            "#\(night.number)", night.day.inWords, grouped(night.breaches),
            grouped(night.undetermined), night.isWhole ? "yes" : "no: counts may be too low",
          ])
        }
      }
    }
  }
}
