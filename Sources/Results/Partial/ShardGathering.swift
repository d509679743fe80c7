public import Diagnostics

/// The files of all shards of one run, in the order of the shards.
public struct ShardGathering: Sendable {
  /// The files, first shard first.
  public let paths: [String]
  /// What the first of them says of itself.
  public let head: ShardHead

  /// Reads what files say of themselves, and holds that they are all shards of one run.
  ///
  /// - Parameter kind: What they must hold.
  /// - Throws: Everything that is wrong, not the first alone.
  public init(_ paths: [String], kind: ShardHead.Kind) throws(ShardFailure) {
    var problems: [Diagnostic] = []
    var found: [(path: String, head: ShardHead)] = []
    for path in paths {
      do throws(ShardFailure) {
        let head = try ShardFile.head(path)
        if head.kind == kind {
          found.append((path, head))
        } else {
          problems.append(Self.otherKind(path, head.kind, kind))
        }
      } catch {
        problems += error.diagnostics
      }
    }
    guard let first = found.first else {
      throw ShardFailure(problems.isEmpty ? [Self.nothing(kind)] : problems)
    }
    for other in found.dropFirst() { problems += Self.differences(other, from: first) }
    if problems.isEmpty { problems = Self.gaps(found) }
    guard problems.isEmpty else { throw ShardFailure(problems) }
    self.paths = found.sorted { $0.head.shard.number < $1.head.shard.number }.map(\.path)
    head = first.head
  }

  private static func nothing(_ kind: ShardHead.Kind) -> Diagnostic {
    Diagnostic(.error, "shard.missing", at: nil, "there is no file of a shard")
  }

  private static func otherKind(
    _ path: String, _ kind: ShardHead.Kind, _ wanted: ShardHead.Kind
  ) -> Diagnostic {
    Diagnostic(
      .error, "shard.other-kind", at: SourcePosition(path: path, line: 1, column: 1),
      "the file is a \(kind.rawValue), not a \(wanted.rawValue)",
      hint: wanted == .partial
        ? "custos check --shard writes what is merged" : "custos link writes what --link takes")
  }

  /// In what a file is not of the same run as another.
  private static func differences(
    _ other: (path: String, head: ShardHead), from first: (path: String, head: ShardHead)
  ) -> [Diagnostic] {
    var problems = other.head.differences(from: first.head, named: "\"\(first.path)\"")
    if other.head.shard.count != first.head.shard.count {
      problems.append(
        ShardHead.Difference(
          name: "count",
          message: "one of \(other.head.shard.count) shards, but \"\(first.path)\" is one of "
            + "\(first.head.shard.count)"))
    }
    return problems.map { $0.diagnostic(other.path) }
  }

  /// Shards that are missing or there twice.
  private static func gaps(_ found: [(path: String, head: ShardHead)]) -> [Diagnostic] {
    let count = found[0].head.shard.count
    let byNumber = Dictionary(grouping: found) { $0.head.shard.number }
    var problems: [Diagnostic] = []
    for (number, files) in byNumber.sorted(by: { $0.key < $1.key }) where files.count > 1 {
      for file in files.dropFirst() {
        problems.append(
          Diagnostic(
            .error, "shard.doubled", at: SourcePosition(path: file.path, line: 1, column: 1),
            "this is shard \(number) of \(count), as \"\(files[0].path)\" is",
            hint: "give the file of each shard once"))
      }
    }
    let missing = (1...count).filter { byNumber[$0] == nil }
    guard !missing.isEmpty else { return problems }
    let shown = missing.prefix(10).map(String.init).joined(separator: ", ")
    let rest = missing.count > 10 ? " and \(missing.count - 10) more" : ""
    let noun =
      missing.count == 1
      ? "shard \(shown) of \(count) is" : "of \(count) shards, \(shown)\(rest) are"
    return problems + [
      Diagnostic(
        .error, "shard.missing", at: nil, "\(noun) missing",
        hint: "a result without some of the records would look cleaner than it is")
    ]
  }
}

extension ShardHead {
  /// Something in which two files are not of the same run.
  public struct Difference: Hashable, Sendable {
    /// What differs, such as `rules`.
    public var name: String
    /// In what way.
    public var message: String

    /// The diagnostic of a file that differs.
    public func diagnostic(_ path: String) -> Diagnostic {
      Diagnostic(
        .error, "shard.other-\(name)", at: SourcePosition(path: path, line: 1, column: 1),
        "this is a file of another run: \(message)",
        hint: "give every shard the same inputs, rules and options, and the same version of custos")
    }
  }

  /// In what this is not of the same run as another; how the shards are numbered left aside.
  ///
  /// - Parameter name: How messages name the other.
  public func differences(from other: ShardHead, named name: String) -> [Difference] {
    var found: [Difference] = []
    let values = Dictionary(other.terms.map { ($0.name, $0.value) }) { first, _ in first }
    for term in terms where values[term.name] != term.value {
      found.append(
        Difference(
          name: term.name,
          message: "its \(term.name) (\(Self.short(term.value))) differ from those of \(name) "
            + "(\(values[term.name].map(Self.short) ?? "none"))"))
    }
    if inputs.map(\.path) != other.inputs.map(\.path) {
      found.append(
        Difference(name: "inputs", message: "its inputs are other files than those of \(name)"))
    } else {
      for (own, theirs) in zip(inputs, other.inputs) where own.digest != theirs.digest {
        found.append(
          Difference(
            name: "inputs", message: "\"\(own.path)\" held other bytes than for \(name)"))
      }
    }
    return found
  }

  /// A value, or the beginning of a digest.
  private static func short(_ value: String) -> String {
    value.utf8.count == 64 ? "\(value.prefix(12))…" : value
  }
}
