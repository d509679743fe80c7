import ArgumentParser

/// The mappings of inputs that are not in our own form.
struct MappingOptions: ParsableArguments {
  @Option(
    name: .customLong("mapping"),
    help: ArgumentHelp(
      "A mapping that reads an input in another form, by name or file; may be repeated. Without it the content decides.",
      valueName: "name|file"),
    completion: .file())
  var mappings: [String] = []
}
