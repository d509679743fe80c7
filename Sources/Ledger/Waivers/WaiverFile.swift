public import Diagnostics
import Findings

/// A waiver file: the waivers and the policy that they are held to.
public struct WaiverFile: Hashable, Sendable {
  /// The version of the form that is read.
  public static let formVersion = "1"

  /// How messages name the file.
  public var path: String
  /// The waivers in the order of the file.
  public var waivers: [Waiver]
  /// The file's policy; the standard one where the file says nothing.
  public var policy: WaiverPolicy

  /// Puts a file together.
  public init(path: String, waivers: [Waiver], policy: WaiverPolicy = .standard) {
    self.path = path
    self.waivers = waivers
    self.policy = policy
  }
}

extension WaiverFile {
  /// Warns of waivers whose rule fits none of the rules in use, which is most often a slip. It is no error
  /// unless warnings are: what it was for stays open, so that nothing looks better for it.
  ///
  /// - Parameters:
  ///   - rules: The identifiers of all rules.
  ///   - codes: The identifiers of rules by their codes in the catalogue, which name none in a waiver.
  /// - Returns: Diagnostics with the code `waiver.unknown-rule`, in order of place.
  public func unknownRules(
    among rules: [String], codes: [String: [String]] = [:], isStrict: Bool = false
  ) -> [Diagnostic] {
    waivers.filter { waiver in !rules.contains { waiver.rule.matches($0) } }.map { waiver in
      let pattern = waiver.rule.pattern
      let ofCode = codes[pattern]?.sorted().joined(separator: ", ")
      let hint = nearestName(to: pattern, among: rules)
      return Diagnostic(
        isStrict ? .error : .warning, "waiver.unknown-rule", at: waiver.position,
        "the waiver \"\(waiver.id)\" is for \"\(pattern)\", which matches no rule",
        hint: ofCode.map { "a waiver names the rule itself; the code \"\(pattern)\" is of: \($0)" }
          ?? hint.map { "did you mean \"\($0)\"?" })
    }.sorted()
  }
}
