extension Rule {
  /// The named values that it uses, itself or through others that it uses, in order.
  public var usedLets: [Let] { RuleCompiler.usedLets(in: self) }

  /// What the provision says limb by limb: what its pack says of the named values that it uses, then
  /// what its own file says.
  public var limbs: [Limb] {
    guard !packLimbs.isEmpty else { return ownLimbs }
    let used = Set(usedLets.map(\.name))
    return packLimbs.filter { !used.isDisjoint(with: $0.clauses) } + ownLimbs
  }
}
