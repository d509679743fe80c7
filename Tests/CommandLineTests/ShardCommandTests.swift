import Testing

/// A run in shards, from the command line.
@Suite struct ShardCommandTests {
  @Test("link, check and merge come to the bytes and the exit code of one check")
  func mergesToOneRun() async throws {
    let folder = try TemporaryFolder()
    let facts = try folder.write("facts/.ignored", "").replacing("/.ignored", with: "")
    let partials = try folder.write("partials/_SUCCESS", "").replacing("/_SUCCESS", with: "")
    for shard in ["1/2", "2/2"] {
      let name = shard.replacing("/", with: "-")
      let link = ["link", "--shard", shard, Sample.force, "-o", "\(facts)/\(name)"]
      let profile = ["--profile", "samples/profile.yaml"]
      #expect(try await Program.run(link + profile).code == 0)
    }
    for shard in ["1/2", "2/2"] {
      let name = shard.replacing("/", with: "-")
      let check = ["check", "--shard", shard, "--link", facts, Sample.force]
      let run = try await Program.run(check + Sample.profile + ["-o", "\(partials)/\(name)"])
      #expect(run.code == 0)
      #expect(run.errors == "")
      #expect(run.output == [])
    }
    let merged = try await Program.run(["merge", partials])
    let whole = try await Program.run(["check", Sample.force] + Sample.profile)
    #expect(merged.output == whole.output)
    #expect(merged.errors == whole.errors)
    #expect(merged.code == whole.code)
    #expect(merged.code == 1)
    let gap = try await Program.run(["merge", "\(partials)/1-2"])
    #expect(gap.code == 2)
    #expect(gap.output == [])
    #expect(gap.errors.contains("[shard.missing]"))
  }

  @Test("extracts that a mapping reads are linked across shards, too")
  func linksMappedExtracts() async throws {
    let inputs = ["cmdb.json", "users.json", "register.xlsx", "extract.csv", "organisation.xml"]
      .map { "samples/first-hour/\($0)" }
    let mappings = ["register", "extract"]
      .flatMap { ["--mapping", "samples/first-hour/\($0).yaml"] }
    let folder = try TemporaryFolder()
    let facts = try folder.write("facts/.ignored", "").replacing("/.ignored", with: "")
    let partials = try folder.write("partials/_SUCCESS", "").replacing("/_SUCCESS", with: "")
    for shard in ["1/2", "2/2"] {
      let name = shard.replacing("/", with: "-")
      let link = ["link", "--shard", shard, "-o", "\(facts)/\(name)"] + inputs + mappings
      #expect(try await Program.run(link).code == 0)
    }
    for shard in ["1/2", "2/2"] {
      let name = shard.replacing("/", with: "-")
      let check = ["check", "--shard", shard, "--link", facts, "-o", "\(partials)/\(name)"]
      let run = try await Program.run(check + inputs + mappings + Sample.day)
      #expect(run.code == 0 && run.errors == "")
    }
    let merged = try await Program.run(["merge", partials])
    let whole = try await Program.run(["check"] + inputs + mappings + Sample.day)
    #expect(merged.output == whole.output)
    #expect(merged.code == 1)
  }

  @Test(
    "what belongs to the merge, or is of no use without a shard, is refused",
    arguments: [
      ["--shard", "1/2", "--format", "json"], ["--shard", "1/2", "--waivers", "w.yaml"],
      ["--shard", "3/2"], ["--shard", "1/2", "--link", "f", "--no-link"], ["-o", "partial"],
      ["--link", "facts"],
    ])
  func refuses(_ options: [String]) async throws {
    let run = try await Program.run(["check", Sample.force] + Sample.day + options)
    #expect(run.code == 2)
    #expect(run.output == [])
  }

  @Test("a partial that cannot be written whole ends with 4")
  func saysWhatCouldNotBeWritten() async throws {
    let run = try await Program.run(
      ["check", "--shard", "1/1", "--no-link", Sample.clean] + Sample.day, outputTo: "/dev/full")
    #expect(run.code == 4)
  }
}
