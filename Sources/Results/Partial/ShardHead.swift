import Bytes

/// What a file of a shard says of itself in its first line: what it is, and of which run.
public struct ShardHead: Hashable, Sendable {
  /// What a file holds.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// What the records of a shard say of people, for linking.
    case facts = "custos-link-facts"
    /// What the check of a shard came to.
    case partial = "custos-partial"
  }

  /// Something that must be the same for all shards of a run.
  public struct Term: Hashable, Sendable {
    /// What it is, such as `rules`.
    public var name: String
    /// Its value: a digest, a day, or words.
    public var value: String

    /// Names a term.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// An input that all shards of a run must have read.
  public struct InputStamp: Hashable, Sendable {
    /// The name that the user gave.
    public var path: String
    /// SHA-256 in hexadecimal.
    public var digest: String

    /// Names an input.
    public init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }
  }

  /// The version of the form.
  public static let formVersion = 5

  /// What the file holds.
  public var kind: Kind
  /// Whose it is.
  public var shard: Shard
  /// What must agree, always the same terms in the same order.
  public var terms: [Term]
  /// The inputs in order.
  public var inputs: [InputStamp]

  /// Describes a file.
  public init(kind: Kind, shard: Shard, terms: [Term], inputs: [InputStamp]) {
    self.kind = kind
    self.shard = shard
    self.terms = terms
    self.inputs = inputs
  }
}

extension ShardHead {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("form", kind.rawValue)
      json.member("formVersion", Self.formVersion)
      json.member("shard", shard.number)
      json.member("shards", shard.count)
      json.list("terms", terms) { json, term in
        json.object { json in
          json.member("name", term.name)
          json.member("value", term.value)
        }
      }
      json.list("inputs", inputs) { json, input in
        json.object { json in
          json.member("path", input.path)
          json.member("digest", input.digest)
        }
      }
    }
  }

  /// Reads the first line of a file.
  init(_ line: [UInt8]) throws(FormFailure) {
    var cursor = JSONCursor(line)
    let node = try cursor.value()
    self = try node.object { (json) throws(FormFailure) in
      guard let form = json.optional("form"), case .text(let text) = form.value,
        let kind = Kind(rawValue: text)
      else { throw Self.foreign }
      let version = try json.number("formVersion")
      guard version == Self.formVersion else { throw Self.otherForm(version) }
      guard let shard = Shard(try json.number("shard"), of: try json.number("shards")) else {
        throw .malformed(0, "there is no such shard")
      }
      return ShardHead(
        kind: kind, shard: shard, terms: try json.list("terms", Self.term),
        inputs: try json.list("inputs", Self.input))
    }
  }

  private static func term(_ node: JSONNode) throws(FormFailure) -> Term {
    try node.object { (json) throws(FormFailure) in
      Term(name: try json.text("name"), value: try json.text("value"))
    }
  }

  private static func input(_ node: JSONNode) throws(FormFailure) -> InputStamp {
    try node.object { (json) throws(FormFailure) in
      InputStamp(path: try json.text("path"), digest: try json.text("digest"))
    }
  }

  static var foreign: FormFailure {
    FormFailure(
      code: "shard.foreign", offset: 0, message: "this is not the file of a shard",
      hint: "custos link and custos check --shard write such files with -o")
  }

  private static func otherForm(_ version: Int) -> FormFailure {
    FormFailure(
      code: "shard.other-form", offset: 0,
      message: "the file has form \(version), but this version reads form \(formVersion)",
      hint: "use the same version of custos for all shards and for the merge")
  }
}
