import Bytes
import CEL
import CivilTime
public import Diagnostics
import Engine
import Inventory
import Reports
import Results
import Rules

/// Which packs apply to each organisation of an inventory, why the others do not, and how far the
/// articles of those that do are checked.
public struct PackChoice {
  private let header: Header

  /// What is wrong or odd in the inputs, sorted by place.
  public let diagnostics: [Diagnostic]

  /// Reads the organisations of some inputs.
  ///
  /// - Parameter packs: The names of the packs whose articles are wanted; empty for all that apply.
  public init(inputs names: [String], _ set: RuleSet, packs: [String] = []) {
    let (inputs, problems) = InventoryInput.expand(names)
    var options = ReaderOptions()
    options.codes = set.codeBook
    let reader = InventoryReader(inputs, options: options)
    let outcome = reader.read(.structure)
    diagnostics = (problems + outcome.diagnostics).sorted()
    let reaches = PackReaches(reader.tree, set.library, used: set.rules.map(\.rule.id))
    var header = Header(toolVersion: CustosVersion.text, asOf: CivilDate(dayNumber: 0))
    header.organisations = reader.tree.organisations.map {
      Header.Organisation(id: $0.id, name: $0.name.isEmpty ? nil : $0.name)
    }
    header.reach = reaches.reaches
    header.articles = reaches.articles(of: header.reach)
      .filter { packs.isEmpty || packs.contains($0.pack) }
    self.header = header
  }

  /// The packs and the articles for a terminal.
  ///
  /// - Parameter width: How many columns a line may fill.
  public func text(width: Int) -> String {
    var output = OutputBuffer()
    TextLaw.write(header, ReportOptions(width: width), to: &output)
    return output.text
  }
}
