import ArgumentParser
import CustosKit

/// A form in which a command writes, such as `csv`.
protocol WrittenForm: CaseIterable, RawRepresentable, Sendable where RawValue == String {}

/// Where a command writes a page: `PATH`, whose ending tells the form, or `FORM=PATH`.
struct WrittenPlace<Form: WrittenForm>: ExpressibleByArgument {
  let text: PlaceText

  init?(argument: String) { text = PlaceText(argument) }

  /// The form and the path; the form may be told by neither where the command has only one.
  ///
  /// - Throws: A usage error that says what would be right.
  func target() throws -> (form: Form, path: String) {
    let forms = Form.allCases.map(\.rawValue)
    let isOnly = forms.count == 1
    let told = text.form ?? (isOnly ? forms.first : text.formOfEnding)
    guard !text.path.isEmpty, let form = told.flatMap(Form.init(rawValue:)) else {
      throw ValidationError(text.problem(isOnly ? [] : forms))
    }
    return (form, text.path)
  }

  /// Whether a form is named or the ending tells one, be it one that the command has or not.
  var isFile: Bool { text.form != nil || text.formOfEnding != nil }
}

/// The option that says where a command writes its page, for the commands that write one.
struct WrittenPlaces<Form: WrittenForm>: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write to a file, whose ending tells its format, or to FORMAT=PATH; may be given several times.",
      valueName: "[format=]path"), completion: .file())
  var places: [WrittenPlace<Form>] = []

  func validate() throws { for place in places { _ = try place.target() } }

  /// Writes pages: to standard output unless only files were asked for, then to the files.
  ///
  /// - Parameters:
  ///   - format: The format that was asked for on standard output; `nil` where none was.
  ///   - standard: The format of standard output where nothing was asked for.
  ///   - asBytes: Whether a form goes to programs, so that no byte is changed for a terminal.
  ///   - page: The page in a form.
  func write(
    _ format: Form?, standard: Form, asBytes: (Form) -> Bool = { _ in false },
    _ page: (Form) throws -> String
  ) throws {
    if format != nil || places.isEmpty {
      let form = format ?? standard
      try Self.print(try page(form), asBytes: asBytes(form))
    }
    for place in places {
      let (form, path) = try place.target()
      let text = try page(form)
      if path == "-" {
        try Self.print(text, asBytes: asBytes(form))
      } else {
        try PlacedFile.write(text, to: path)
      }
    }
  }

  private static func print(_ text: String, asBytes: Bool) throws {
    guard asBytes else { return try StandardOutput.write(text) }
    do { try StandardOutput.write { $0.write(text) } } catch {
      Messages.write("custos: cannot write to standard output: \(error)\n")
      throw ExitCode.output
    }
  }
}
