import Bytes

/// The text that a folder of evidence is explained by.
///
/// It gives the command and the head of the history too, which the result does not: a statement in which
/// one of them was altered does not agree with it.
enum EvidenceReadme {
  /// The text for a run, always the same for the same statement.
  static func bytes(of run: Statement.Run) -> [UInt8] {
    var output = OutputBuffer()
    output.write(introduction)
    output.write("The run:      custos \(run.toolVersion), as of \(run.asOf), ")
    output.write("exit code \(run.exitCode)\n")
    output.write("Its options:  ")
    output.writeJSON { json in
      json.array { json in
        for word in run.command { json.value(word) }
      }
    }
    output.write("\nIts history:  \(run.historyHead ?? "none")\n\n")
    output.write(explanation)
    return output.bytes
  }

  private static let introduction = """
    This folder is evidence of one run of custos, a checker of data retention.

    result.json          what the run found, complete and in canonical form
    reports/             the same for reading
    rules/ schedules/ mappings/ waivers/ profile/ baseline/ expected/
                         what the run was made with, where it was named
    inputs/              what was checked, if it was included
    statement.json       the digest (SHA-256) of every file and every input, the version, the
                         command and the day: an in-toto Statement v1
    statement.dsse.json  the same statement in a DSSE envelope, signed if a key was given


    """

  private static let explanation = """
    To verify it:  custos evidence verify FOLDER [INPUT...]

    It proves that these files belong together and are unchanged, that the same inputs and rules
    give the same result, and, where it is signed, who held the key. It does not prove that the
    inputs told the truth, or when the run was made.

    """
}
