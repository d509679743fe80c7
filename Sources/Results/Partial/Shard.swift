/// One of several shares of the rows of an inventory, which may be checked on different machines.
///
/// A share is a run of rows that follow each other in the order of the inputs.
public struct Shard: Hashable, Sendable {
  /// The most shares there can be.
  public static let most = 1_000_000

  /// Which share it is, from 1.
  public let number: Int
  /// How many shares there are.
  public let count: Int

  /// One share of a number of them; `nil` if there is no such share.
  public init?(_ number: Int, of count: Int) {
    guard 1...Self.most ~= count, 1...count ~= number else { return nil }
    self.number = number
    self.count = count
  }

  /// Whether it is the first, which also decides what is not about rows.
  public var isFirst: Bool { number == 1 }

  /// The rows of the share among all of them, counted from 0; empty where there are more shares than
  /// rows.
  public func rows(of total: Int) -> Range<Int> {
    Self.cut(total, number - 1, count)..<Self.cut(total, number, count)
  }

  private static func cut(_ total: Int, _ number: Int, _ count: Int) -> Int {
    let (quotient, remainder) = total.quotientAndRemainder(dividingBy: count)
    return quotient * number + remainder * number / count
  }
}

extension Shard: CustomStringConvertible {
  /// Such as `2/7`.
  public var description: String { "\(number)/\(count)" }

  /// Reads a share such as `2/7`; `nil` if it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number, of: count)
  }
}
