import Bytes
import CivilTime
import Results

/// The page that an auditor keeps: one file that needs nothing else, not even scripts.
///
/// Its content security policy allows nothing but the one style sheet and the one script in it, each by
/// its digest. Findings are grouped by system and rule; past a budget they are counted, not listed, so
/// that a page of a hundred thousand findings still opens at once.
struct HTMLReporter: Reporter {
  var labels = FieldLabels()
  var grouping = Grouping.system

  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    var page = HTMLPage(output: output)
    page.words = FactWords(labels)
    output = OutputBuffer()
    let view = HTMLView(result, FactWords(labels), by: grouping)
    HTMLHead.write(result, to: &page)
    HTMLOverview.write(view, to: &page)
    page.markup("<main id=\"main\">")
    if result.header.forecastUntil == nil {
      writeCheck(view, to: &page)
    } else {
      HTMLForecast.write(view, to: &page)
    }
    HTMLMethod.write(view, to: &page)
    page.markup("</main>\n<footer><p>")
    page.text("Made by Custos \(result.header.toolVersion) from the result of a check ")
    page.text("as of \(result.header.asOf.inWords). The same result gives the same page.")
    if result.header.showsPersonalData { page.text(" \(personalDataNotice)") }
    if let marking = result.header.marking { page.text(" Protective marking: \(marking).") }
    page.markup("</p></footer>\n<script>\(HTMLScript.text)</script>\n</body>\n</html>\n")
    output = page.output
  }

  private func writeCheck(_ view: HTMLView, to page: inout HTMLPage) {
    HTMLFirst.write(view, to: &page)
    HTMLCharts.write(view, to: &page)
    HTMLCoverage.write(view, to: &page)
    HTMLRootCauses.write(view, to: &page)
    HTMLFindings.write(view, to: &page)
    HTMLOpenQuestions.write(view, to: &page)
    HTMLWaived.write(view, to: &page)
    HTMLForecast.write(view, to: &page)
    HTMLLaw.write(view, to: &page)
  }
}
