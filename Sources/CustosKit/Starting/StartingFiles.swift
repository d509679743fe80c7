public import CivilTime
import Rules

/// The files that somebody begins with: a skeleton of an inventory, a profile, settings and a line
/// for cron.
public struct StartingFiles: Sendable {
  /// A file.
  public struct File: Hashable, Sendable {
    /// Its name in the folder.
    public let name: String
    /// What it holds.
    public let text: String
  }

  /// How the inventory is spelt.
  public enum Spelling: String, Sendable, CaseIterable {
    /// With comments.
    case xml
    /// With notes under names that begin with `x-`.
    case json
  }

  /// The organisation that the inventory is of.
  public struct Organisation: Sendable {
    /// Its identifier in the inventory.
    public var id: String
    /// Its name.
    public var name: String
    /// What it is in law, a code of `organisation-kind`.
    public var kind: String
    /// Whose law it is under, a code of `jurisdiction`.
    public var jurisdiction: String

    /// Names an organisation.
    public init(id: String, name: String, kind: String, jurisdiction: String) {
      self.id = id
      self.name = name
      self.kind = kind
      self.jurisdiction = jurisdiction
    }
  }

  /// The files, in the order in which they are read.
  public let files: [File]

  /// Makes the files.
  ///
  /// - Parameters:
  ///   - day: The day of the facts.
  ///   - folder: The folder's path from the root, for cron.
  public init(
    _ organisation: Organisation, spelling: Spelling, day: CivilDate, folder: String,
    rules: RuleSet
  ) {
    let skeleton = InventorySkeleton(organisation, day: day, library: rules.library)
    let inventory =
      switch spelling {
      case .xml: File(name: "inventory.xml", text: skeleton.xml)
      case .json: File(name: "inventory.json", text: skeleton.json)
      }
    files = [
      inventory,
      File(name: "profile.yaml", text: Self.profile(organisation, rules)),
      File(name: "custos.yaml", text: Self.settings),
      File(name: "custos.crontab", text: Self.crontab(folder, inventory.name)),
    ]
  }

  /// A profile that chooses nothing yet and lists what can be chosen.
  private static func profile(_ organisation: Organisation, _ rules: RuleSet) -> String {
    var text = """
      # The choices that law and guidance leave to \(plain(organisation.name)), each with its reason.
      # Without a choice the default applies; where there is none, the checks that need it are undetermined.
      # To choose, remove the # in front of the lines. "custos rules show NAME" explains a parameter.
      version: 1

      #parameters:

      """
    let packs = rules.library.packs.filter {
      $0.applies(toKind: organisation.kind, in: organisation.jurisdiction)
    }
    var listed: Set<String> = []
    for pack in packs {
      // Packs that share a parameter share its value.
      for parameter in pack.parameters where listed.insert(parameter.name).inserted {
        let value = parameter.defaultValue.map(JSONText.of) ?? parameter.allowed.first ?? "…"
        text += "#  # \(plain(parameter.describe))\n"
        if !parameter.allowed.isEmpty {
          text += "#  # One of \(parameter.allowed.joined(separator: ", ")).\n"
        }
        if parameter.defaultValue == nil { text += "#  # No default.\n" }
        text += "#  \(parameter.name):\n#    value: \(value)\n#    reason: Why.\n"
      }
    }
    return text
  }

  /// Settings with the profile, and the others that most need first.
  private static let settings = """
    # Settings of custos for commands that are run in this folder. A key is the name of an option;
    # an option on the command line wins. "custos schema configuration" lists all keys.
    profile: profile.yaml

    # The least severity of a breach that makes the exit code 1: low, medium, high, critical.
    fail-on: medium

    # Breaches that somebody accepts for a time; "custos schema waivers" describes the file.
    # waivers: waivers.yaml

    # What earlier runs found, so that reports say what is new.
    # history: history.sqlite

    # Your own retention schedule, over the rows of the built-in one.
    # schedule: [schedule.yaml]

    """

  /// A line for cron that checks every working day and mails what it says.
  private static func crontab(_ folder: String, _ inventory: String) -> String {
    // cron reads a percent sign as the end of the line.
    let path = folder.replacing("'", with: #"'\''"#).replacing("%", with: #"\%"#)
    return """
      # Add to a crontab with "crontab -e". Every working day at 06:30: a page for people, the result for
      # programs, and a mail with what is wrong; silent when nothing is.
      PATH=/usr/local/bin:/usr/bin:/bin
      30 6 * * 1-5  cd '\(path)' && custos check \(inventory) --quiet --output html=report.html --output json=result.json

      """
  }

  /// A text on one line.
  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
