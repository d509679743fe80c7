// What the interface of this module speaks of, so that `import CustosKit` is all that a program
// needs, the command line too. What stands behind it (readers, engine, language) is not here.
@_exported public import Bytes
@_exported public import CivilTime
@_exported public import Diagnostics
@_exported public import Findings
@_exported public import Ledger
@_exported public import Mapping
@_exported public import Reports
@_exported public import Results
@_exported public import Rules
