import YAMLTree

/// Reads what a provision says limb by limb.
enum LimbReader {
  static func read(_ reader: inout DocumentReader, isShared: Bool) -> [Rule.Limb] {
    reader.elements("limbs").map { element in
      var inner = DocumentReader(element, path: reader.path, what: "a limb with at and says")
      let limb = Rule.Limb(
        at: inner.requiredText("at"), says: inner.requiredText("says"),
        clauses: inner.texts("by"), unanswered: inner.text("not"), isShared: isShared,
        line: element.line)
      reader.problems += inner.finish()
      return limb
    }
  }
}
