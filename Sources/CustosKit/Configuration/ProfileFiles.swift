import Rules
import YAMLTree

/// Finds what belongs to a profile.
public enum ProfileFiles {
  /// The profile and the tables of confirmations that it names.
  ///
  /// - Parameter place: Where the profile is read, where that is not at its path.
  public static func paths(of profile: String, at place: String? = nil) -> [String] {
    guard !profile.lowercased().hasSuffix(".csv"),
      let text = try? TextFile.read(place ?? profile).get(),
      let root = YAMLReader.read(text, path: profile).root
    else { return [profile] }
    let choices = [root] + (root["organisations"]?.members ?? []).map(\.value)
    let names = choices.flatMap { node in
      let value = node["confirmations"]
      return [value?.text].compactMap(\.self) + (value?.elements ?? []).compactMap(\.text)
    }
    return [profile] + names.map { ProfileFile.resolved($0, from: profile) }
  }
}
