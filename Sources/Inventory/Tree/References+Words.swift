extension FieldDefinition.Reference {
  /// The list of an organisation that holds what is named.
  var listName: String {
    switch self {
    case .hold: "holds"
    case .policyDocument: "policyDocuments"
    case .processingRecord: "processingRecords"
    case .approver: "approvers"
    case .organisation, .controller, .system, .original, .scope, .recordClass, .ownClass,
      .listedClass, .disposalAuthority, .linkKey:
      preconditionFailure("only what an organisation lists has a list")
    }
  }

  /// What is named, in words.
  public var words: String {
    switch self {
    case .organisation: "organisation"
    case .controller: "organisation that controls the system"
    case .system: "system"
    case .original: "dataset"
    case .recordClass, .ownClass, .listedClass: "class of records"
    case .hold: "hold"
    case .scope: "system, dataset or class of records"
    case .policyDocument: "policy document"
    case .processingRecord: "entry of the record of processing"
    case .approver: "disposal approver"
    case .disposalAuthority: "class of records, or an order"
    case .linkKey: "link key of another system, or one of its own"
    }
  }
}

extension FieldDefinition.Reference {
  /// Whether an empty text is a mistake: a link that is there and leads nowhere. Other fields state
  /// with one that there is none.
  var isNeverBlank: Bool {
    switch self {
    case .organisation, .controller, .system, .original, .recordClass, .ownClass, .listedClass,
      .hold, .scope:
      true
    case .policyDocument, .processingRecord, .approver, .disposalAuthority, .linkKey: false
    }
  }
}
