import CEL
import Diagnostics
import Inventory

/// A mapping that is ready to read: expressions are compiled, columns and queries known.
public final class CompiledMapping: Sendable {
  /// What its file says.
  public let document: MappingDocument
  /// The fields of the inventory itself, and its organisations and systems.
  let root: CompiledBlock
  /// The heads of columns that anything refers to, in the order in which they are first met.
  let columns: [String]
  /// How many blocks there are.
  let blockCount: Int
  /// Whether an expression may use any column.
  let usesAllColumns: Bool
  /// Further inputs, ready to read.
  let further: [CompiledFurther]
  /// What must hold of a whole document in JSON.
  let when: Program?

  init(
    document: MappingDocument, root: CompiledBlock, columns: [String], blockCount: Int,
    usesAllColumns: Bool, further: [CompiledFurther], when: Program?
  ) {
    self.document = document
    self.root = root
    self.columns = columns
    self.blockCount = blockCount
    self.usesAllColumns = usesAllColumns
    self.further = further
    self.when = when
  }

  /// Its name.
  public var name: String { document.name }
}

/// Rows as objects, ready to read.
struct CompiledBlock: Sendable {
  /// The slot of the field that the objects go to; -1 for the inventory itself.
  let slot: Int
  let definition: ObjectDefinition
  /// Its number among the blocks of the mapping.
  let number: Int
  /// Where its rows are said in the mapping.
  let position: SourcePosition?
  /// `nil` for the inventory, and for an object of its own.
  let selector: RowSelector?
  /// The selector as it is written.
  let selectorText: String
  let condition: CompiledExpression?
  /// Fields of values and of objects.
  let fields: [CompiledField]
  /// Lists of objects, levels and rows, in the order in which they have to come.
  let blocks: [CompiledBlock]
  /// The slot of the identifier, or -1.
  let identity: Int
  let role: Role

  /// What the objects of a block are.
  enum Role: Sendable {
    case object, level, row
  }
}

/// A field and what it is given.
struct CompiledField: Sendable {
  enum Content: Sendable {
    case expression(CompiledExpression)
    case object(CompiledBlock)
  }

  let slot: Int
  let field: FieldDefinition
  let content: Content
  /// Where it stands in the mapping.
  let position: SourcePosition
}

/// An expression over a row.
struct CompiledExpression: Sendable {
  /// A way to a value that needs no evaluation.
  enum Shortcut: Sendable {
    /// The text of a column, by its index in ``CompiledMapping/columns``.
    case column(Int)
    /// A day in a column.
    case day(Int, DayReading)
    /// A whole number in a column.
    case number(Int)
  }

  let program: Program
  let shortcut: Shortcut?
  /// What it takes from its row.
  let scan: ReferenceScan
  /// The columns that it refers to, by their index in ``CompiledMapping/columns``.
  let columns: [Int]
  /// The columns of the row around.
  let parentColumns: [Int]
  /// What it takes from its row, of JSON and XML.
  let references: [RowReference]
  /// What it takes from the row around, of JSON.
  let parentReferences: [RowReference]
  /// Whether it is a member of its row, or one in it, and nothing else.
  let isPlain: Bool
  let usesRow: Bool
  let usesParent: Bool
  let usesDocument: Bool
  let usesRows: Bool

  /// Whether it takes lists of texts from an element of XML.
  var usesPaths: Bool { !scan.paths.isEmpty }
}

/// A further input, ready to read.
public struct CompiledFurther: Sendable {
  /// The name in `lookup`.
  public let name: String
  /// What it is.
  public let reads: InputForm
  let selector: RowSelector
  let key: CompiledExpression
  /// The heads of columns that its key refers to.
  let columns: [String]
  let when: Program?
}
