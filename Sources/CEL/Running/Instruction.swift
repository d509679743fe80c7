/// What a step of a program does.
///
/// `a` is the register of the result, `b` and `c` those of the operands; the rest is described
/// with each operation.
enum Operation: UInt8 {
  /// A constant, by its number in `immediate`.
  case constant
  /// The variable of the slot in `immediate`.
  case variable
  /// Fields of a variable: slot `b`, `flag` field slots of 16 bits in `immediate`.
  case path
  /// Fields of the object in register `b`.
  case pathFrom
  case today
  case move
  /// Comparisons, with the orders in which they are true in `flag`.
  case compareInts, compareIntWithConstant, compareDates, compare
  /// Equality with a constant text; negated if `flag` is 1.
  case equalsText
  /// Equality of `int`, `bool` or other values that are equal if their bits are.
  case equalsBits
  case equals
  /// Whether `b` is one of the `flag`-many constants from `immediate` on, all of them texts.
  case isOneOfTexts
  case contains
  /// Whether the text `b` begins (0), ends (1) or has in it (2) a constant text, by `flag`.
  case textTest
  case not
  case jump
  /// A term of `&&` or `||` in `a` itself; to `immediate` if it decides.
  case andFirst, orFirst
  /// A further term, in `b`, put together with `a`.
  case andNext, orNext
  /// By the condition in `a`: on, to the low half of `immediate`, or, after an error, which goes to
  /// `b`, to the high half.
  case branch
  case has, hasFrom
  /// A loop over the list or map in `a`: its state goes to the next register; if there is nothing to
  /// loop over the error goes to `b`, and it goes on at `immediate`.
  case loopStart
  /// The next element to `b`, and to `c` the second variable if `flag` is 2; else to `immediate`.
  case loopNext
  /// On if `b` is true, to the low half of `immediate` if it is false, with an error in `a` to the
  /// high half.
  case filter
  /// Appends `b` to the list in `a`; an error replaces it and goes on at `immediate`.
  case append
  /// The function of number `immediate` with `c` arguments from register `b` on.
  case call
  case returnValue
  /// These are rare, and yield a value.
  case arithmetic, negate, list, map, isOne, fail, matches
  case index, selectDynamic, hasDynamic, optionalIndex, optionalSelect
  case wrapOptional, requireOptional
  /// The optional of field slot `immediate`, through an optional if there is one; only whether it is
  /// given if the flag is 1.
  case optionalField
  /// These are rare, and lead on.
  case listStart, mapStart, put, putAll, count, unwrapOptional, optionalOr, callNamed, returnNamed
}

/// A step of a program, in 16 bytes.
struct Instruction {
  var operation: Operation
  var flag: UInt8 = 0
  var a: UInt16 = 0
  var b: UInt16 = 0
  var c: UInt16 = 0
  var immediate: UInt64 = 0
}
