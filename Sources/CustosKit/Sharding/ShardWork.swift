import Bytes
import Diagnostics
import Engine
import Findings
import Inventory
import Results
import Rules

/// The rules of a run, and the digest by which its shards know that they have the same.
struct ShardRules {
  let run: RunRules
  let digest: String

  init(_ request: CheckRequest) throws(ConfigurationFailure) {
    run = try RunRules.load(request)
    digest = run.set.digest
  }
}

/// What all work of a shard begins with: rules, and inputs whose rows are counted.
struct ShardWork {
  private let shard: Shard
  private let request: CheckRequest
  private let problems: [Diagnostic]
  private let rules: ShardRules
  let run: InventoryRun
  let reading: ShardReading
  /// What hides the keys of people in files.
  let cipher: PairCipher
  /// What reading the inputs came to.
  let facts: ReadFacts

  init(
    _ asked: CheckRequest, _ shard: Shard, _ rules: ShardRules
  ) throws(ConfigurationFailure) {
    var request = asked
    // All shards compare the digests, whether or not a report will carry them.
    request.digestsInputs = true
    let (inputs, problems) = try CheckRun.inputs(of: request)
    let run = InventoryRun(inputs: inputs, rules: rules.run, request: request)
    let digests = InputDigests(count: inputs.count)
    var options = run.readerOptions
    options.tap = digests.tap
    let reader = InventoryReader(inputs, options: options)
    reading = ShardReading(reader, shard, meter: run.meter(.counting))
    facts = ReadFacts(reader.tree, reading.structure, rows: reading.counted, digests)
    try rules.run.refuseUnknownOrganisations(facts)
    cipher = PairCipher(secret: request.pseudonymKey ?? [], salt: digests.derived)
    self.shard = shard
    self.request = request
    self.problems = problems
    self.rules = rules
    self.run = run
  }

  /// What a result says besides what was found.
  var frame: RunFrame { RunFrame(request, rules.run, facts, problems: problems) }

  /// The first line of the shard's partial.
  ///
  /// - Parameter description: What ``PartialForm/description(_:_:)`` makes of the run.
  func partialHead(description: String, linkedWith people: LinkedPeople?) -> ShardHead {
    let whole = WholeRun(
      rows: reading.totalRows, description: description, facts: people?.digest ?? "none")
    return ShardHead(partialOf: shard, request, rules, whole, facts.stamps)
  }

  /// The first line of the shard's facts for linking.
  var factsHead: ShardHead {
    ShardHead(factsOf: shard, rules, key: cipher.mark, facts.stamps)
  }

  /// What of the diagnostics of the shard's rows was not met when all rows were counted.
  func unknown(_ found: [Diagnostic]) -> [Diagnostic] {
    let known = Set(facts.diagnostics)
    return found.filter { !known.contains($0) }
  }

  /// What a shard has to say of the inputs: the first what all of them met.
  func errors(with found: [Diagnostic]) -> [Diagnostic] {
    let all = unknown(found) + (shard.isFirst ? problems + facts.diagnostics : [])
    return all.filter { $0.severity == .error }.sorted()
  }

  /// Whether there are inputs, and all were read whole and without errors.
  func isWhole(with found: [Diagnostic]) -> Bool {
    let all = problems + facts.diagnostics + found
    return facts.isComplete && !facts.inputs.isEmpty && !all.contains { $0.severity == .error }
  }

  /// Whether there are inputs, and each was read to its end, whatever is wrong in it.
  var isReadable: Bool {
    let files = reading.reader.tree.files
    return !files.isEmpty && files.allSatisfy(\.isReadable)
      && !problems.contains { $0.severity == .error }
  }

  /// What the records of all shards say of people; `nil` where nothing is linked.
  ///
  /// - Throws: `shard.no-facts` if there are none though records are linked, and what is wrong with
  ///   those that there are.
  func people(reading paths: [String]) throws(ConfigurationFailure) -> LinkedPeople? {
    guard run.isLinking else { return nil }
    guard !paths.isEmpty else {
      throw ConfigurationFailure([
        Diagnostic(
          .error, "shard.no-facts", at: nil,
          "records are linked, but the facts about people in the other shards are not known",
          hint: "give what custos link wrote for every shard with --link, or use --no-link")
      ])
    }
    do throws(ShardFailure) {
      let gathering = try ShardGathering(ShardFiles.expand(paths), kind: .facts)
      var differences = gathering.head.differences(from: factsHead, named: "this run")
      // The key that hides people is made from the inputs too, so it is another one for others.
      if differences.contains(where: { $0.name == "inputs" }) {
        differences.removeAll { $0.name == "key" }
      }
      guard differences.isEmpty else {
        throw ShardFailure(differences.map { $0.diagnostic(gathering.paths[0]) })
      }
      let linker = run.makeLinker()
      var digests = ""
      for path in gathering.paths { digests += try FactsForm.read(path, cipher, into: linker) }
      try refuseOthers(gathering)
      return LinkedPeople(linker: linker, digest: Fingerprint.hexadecimal(of: digests))
    } catch {
      throw ConfigurationFailure(error.diagnostics)
    }
  }

  /// Holds what a file says of the people of this shard against the shard's own records, where people were
  /// collected in the same shares: a line that was taken out or changed would lift a limit, or bring one
  /// forward, without a word.
  private func refuseOthers(_ gathering: ShardGathering) throws(ShardFailure) {
    guard gathering.head.shard.count == shard.count else { return }
    let path = gathering.paths[shard.number - 1]
    let own = run.makeLinker()
    _ = reading.run(own)
    let sink = DigestSink()
    var buffer = OutputBuffer { bytes throws(OutputFailure) in sink.digest.update(bytes) }
    ShardFile.write(factsHead, to: &buffer) { lines in
      FactsForm.write(own, cipher, sortingIn: run.makeLinker(), to: &lines)
    }
    try? buffer.finish()
    guard try sink.digest.hexadecimal == ShardFile.digest(path) else {
      throw ShardFailure([
        PartialAudit.contradiction(
          path, "what this file says of people is not what the records of shard \(shard.number) say"
        )
      ])
    }
  }
}

/// What the records of all shards say of people.
struct LinkedPeople {
  let linker: Linker
  /// SHA-256 of the files that say it, in the order of their shards.
  let digest: String
}

/// Holds a digest for a closure that outlives the borrow of it.
private final class DigestSink {
  var digest = Digest()
}
