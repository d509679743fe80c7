import Foundation
import Subprocess
import SystemPackage
import Testing

/// The nightly run and the mail about it, as systemd and cron run them.
@Suite struct NightlyTests {
  /// A machine in a folder: settings, state, and stand-ins for what the scripts call.
  private final class Machine {
    let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      for name in ["bin", "state", "in"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder.path)/\(name)", withIntermediateDirectories: false)
      }
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/bin/custos", withDestinationPath: Program.path)
      for name in ["profile.yaml", "waivers.yaml"] {
        try FileManager.default.copyItem(
          atPath: "\(Repository.root)/samples/operations/\(name)", toPath: "\(folder.path)/\(name)")
      }
      _ = try folder.write(
        "nightly.env",
        """
        MAIL_TO=dpo@northmoor.example
        NIGHTLY_INVENTORY=\(folder.path)/in
        NIGHTLY_PROFILE=\(folder.path)/profile.yaml
        NIGHTLY_WAIVERS=\(folder.path)/waivers.yaml
        NIGHTLY_STATE=\(folder.path)/state
        NIGHTLY_LOG=\(folder.path)/nightly.log

        """)
      try stand("sendmail", "cat >\(folder.path)/mail")
      try stand("systemctl", "echo Result=stand-in")
      try stand("journalctl", "echo 'the journal of the unit'")
    }

    private func stand(_ name: String, _ body: String) throws {
      let path = try folder.write("bin/\(name)", "#!/bin/sh\n\(body)\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    func run(
      _ script: String, _ words: [String] = [], reading text: String = ""
    ) async throws -> (code: Int, text: String) {
      let ended = try await Subprocess.run(
        .path(FilePath("\(Repository.root)/samples/operations/\(script)")),
        arguments: Arguments(words),
        environment: .custom([
          "NIGHTLY_SETTINGS": "\(folder.path)/nightly.env", "NIGHTLY_PATH": "\(folder.path)/bin",
        ]), input: .string(text), output: .string(limit: 1 << 22), error: .string(limit: 1 << 20))
      guard case .exited(let code) = ended.terminationStatus else { return (-1, "") }
      return (Int(code), ended.standardOutput + ended.standardError)
    }
  }

  @Test("under cron what a line prints is mailed to the same recipient, and silence is not mailed")
  func mailsUnderCron() async throws {
    let machine = try Machine()
    let words = ["--text", "custos-nightly"]
    #expect(try await machine.run("custos-mail", words).code == 0)
    #expect(machine.folder.read("mail") == nil)
    #expect(try await machine.run("custos-mail", words, reading: "exit 3: why\n").code == 0)
    let mail = machine.folder.read("mail") ?? ""
    #expect(mail.hasPrefix("To: dpo@northmoor.example\n") && mail.contains("\n\nexit 3: why\n"))
    let crontab = try Repository.text("samples/operations/custos.crontab")
    #expect(!crontab.contains("MAILTO"))
    let lines = crontab.split(separator: "\n").filter { "0123456789".contains($0.prefix(1)) }
    #expect(lines.count == 3 && lines.allSatisfy { $0.contains("custos-mail --text ") })
  }

  @Test(
    "a failure is mailed with what the check said, and a run that did not begin with the journal")
  func mails() async throws {
    let machine = try Machine()
    _ = try machine.folder.write("in/inventory.xml", "<inventory><broken")
    let night = try await machine.run("custos-nightly")
    #expect(night.code == 3 && night.text.contains("exit 3: no verdict"))
    #expect(try await machine.run("custos-mail", ["custos-nightly.service"]).code == 0)
    let mail = machine.folder.read("mail") ?? ""
    #expect(mail.hasPrefix("To: dpo@northmoor.example\nSubject: custos: "))
    #expect(mail.contains("\n\n\(machine.folder.path)/in/inventory.xml:1:"))
    #expect(mail.contains("exit 3: no verdict") && mail.contains("Result=stand-in"))
    try FileManager.default.removeItem(atPath: "\(machine.folder.path)/state/last.txt")
    _ = try await machine.run("custos-mail", ["custos-nightly.service"])
    #expect(machine.folder.read("mail")?.contains("the journal of the unit") == true)
  }

  @Test("what the packaged settings name is what the scripts and the package have")
  func agrees() throws {
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(Repository.root)/\(name)", encoding: .utf8)
    }
    let script =
      try text("samples/operations/custos-nightly") + text("samples/operations/custos-mail")
    for match in try text("samples/operations/nightly.env").matches(of: /(?m)^([A-Z_]+)=/) {
      #expect(script.contains("${\(match.1):="), "\(match.1)")
    }
    let rules = try text(".packaging/debian/rules")
    for name in ["nightly.env", "profile.yaml", "waivers.yaml", "custos-mail", "custos-nightly"] {
      #expect(rules.contains(name))
    }
  }
}
