extension EngineContext {
  /// Whether a pack is for one of some organisations; `nil` where too little is known of them.
  func isInUse(pack name: String, controllers: [String]) -> Bool? {
    guard let pack = packs[name] else { return false }
    return switch PackReach(organisations: organisations).answer(pack, controllers: controllers) {
    case .yes: true
    case .no: false
    case .unknown: nil
    }
  }
}
