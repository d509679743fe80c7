/// The version of Custos.
public enum CustosVersion {
  /// The version, after Semantic Versioning 2.0.0.
  public static let text = "0.1.0"
}
