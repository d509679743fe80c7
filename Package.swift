// swift-tools-version: 6.2
import PackageDescription

/// Every target is built the same way: Swift 6, imports that say who sees them, no warnings.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Whether the fuzzing program is built too, which needs a runtime of its own: see `Tests/Fuzzing`.
let isFuzzing = Context.environment["CUSTOS_FUZZING"] == "1"

/// Whether the modules, not their tests, are optimised: `.ci/test` says so, since the tests run the
/// program some hundreds of times.
let isOptimised = Context.environment["CUSTOS_OPTIMISED"] == "1"

/// The modules that are watched while they are fuzzed; not those that tools of the build link.
let fuzzed: Set<String> = [
  "CEL", "Inventory", "Findings", "Rules", "Engine", "Ledger", "Mapping", "Results", "Tables",
  "CustosKit",
]

/// A module; the list below is in dependency order, and a module depends only on earlier ones.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []
) -> Target {
  let watching: [SwiftSetting] =
    isFuzzing && fuzzed.contains(name) ? [.unsafeFlags(["-sanitize=fuzzer"])] : []
  let optimising: [SwiftSetting] = isOptimised ? [.unsafeFlags(["-O"])] : []
  return .target(
    name: name, dependencies: dependencies, swiftSettings: settings + watching + optimising,
    plugins: plugins)
}

/// The tests of a module.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], goldens: Bool = false
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: goldens ? ["Golden"] : [],
    swiftSettings: isOptimised ? settings + [.define("OPTIMISED")] : settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "custos",
  products: [
    .library(name: "CEL", targets: ["CEL"]),
    .library(name: "CustosKit", targets: ["CustosKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    // For the tests alone, which drive the real program.
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    module("Diagnostics"),
    module("CivilTime"),
    module("Bytes", ["Diagnostics", "CivilTime", crypto]),
    module("RetentionPhrases", ["CivilTime"]),
    module("CEL", ["CivilTime", "Diagnostics"]),
    module("YAMLTree", ["Diagnostics", "CivilTime", .product(name: "Yams", package: "Yams")]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    module("Tables", ["Diagnostics", "CivilTime", "CLibXML2", "CLibZip"]),
    module("Inventory", ["Diagnostics", "Bytes", "CivilTime", "CEL", "CLibXML2", "Tables"]),
    module(
      "Mapping",
      [
        "Diagnostics", "Bytes", "CivilTime", "RetentionPhrases", "CEL", "YAMLTree", "CLibXML2",
        "Tables", "Inventory",
      ]),
    module("Findings", ["Diagnostics", "Bytes", "CivilTime", crypto, cryptoExtras]),
    module("Results", ["Diagnostics", "Bytes", "CivilTime", "Findings"]),
    module("Rules", ["Diagnostics", "CivilTime", "CEL", "Inventory", "Findings", "YAMLTree"]),
    module("BuiltInRules", ["Rules", "YAMLTree"], plugins: ["EmbedRulesPlugin"]),
    module(
      "Engine",
      [
        "Diagnostics", "Bytes", "CivilTime", "CEL", "Inventory", "Findings", "Results", "Rules",
        "YAMLTree",
      ]),
    module("Reports", ["Diagnostics", "Bytes", "CivilTime", "Findings", "Results", crypto]),
    module(
      "Ledger",
      ["Diagnostics", "Bytes", "CivilTime", "Findings", "Results", "YAMLTree", crypto, grdb]),
    module(
      "CustosKit",
      [
        "Diagnostics", "Bytes", "CivilTime", "CEL", "Tables",
        "RetentionPhrases", "Inventory", "Mapping", "Findings",
        "Results", "Rules", "BuiltInRules", "Engine", "Reports", "Ledger", "YAMLTree",
      ]),
    .executableTarget(
      name: "custos",
      dependencies: [
        "CustosKit", arguments,
        // It imports CustosKit alone, which hands these on. They are named so that a build after a
        // change of one of them compiles the program anew, even if CustosKit looks the same.
        "Diagnostics", "Bytes", "CivilTime", "Mapping", "Findings", "Results", "Rules", "Reports",
        "Ledger",
      ], swiftSettings: settings),

    .executableTarget(name: "cel-conformance", dependencies: ["CEL"], swiftSettings: settings),
    .executableTarget(
      name: "embed-rules", dependencies: ["Diagnostics", "YAMLTree"], swiftSettings: settings),
    .plugin(
      name: "EmbedRulesPlugin", capability: .buildTool(), dependencies: ["embed-rules"],
      path: "Sources/EmbedRulesPlugin"),

    .target(name: "TestSeeds", path: "Tests/TestSeeds", swiftSettings: settings),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("CivilTimeTests", ["CivilTime"]),
    tests("RetentionPhrasesTests", ["CivilTime", "RetentionPhrases"]),
    tests("CELTests", ["CEL", "CivilTime", "cel-conformance", "TestSeeds"]),
    tests("InventoryTests", ["Inventory", "CEL", "CivilTime", "Diagnostics", "TestSeeds"]),
    tests("TablesTests", ["Tables"]),
    tests(
      "MappingTests",
      ["CEL", "CivilTime", "Diagnostics", "Inventory", "Mapping", "Tables", "YAMLTree"]),
    .target(
      name: "ResultFixtures",
      dependencies: ["Bytes", "Findings", "Results", "Diagnostics", "CivilTime"],
      path: "Tests/ResultFixtures", swiftSettings: settings),
    tests("BytesTests", ["Bytes", "Results", "ResultFixtures"]),
    tests("FindingsTests", ["Findings"]),
    tests(
      "ResultsTests",
      ["Bytes", "CivilTime", "Diagnostics", "Findings", "Results", "ResultFixtures"],
      goldens: true),
    tests(
      "ReportsTests", ["Bytes", "Reports", "Findings", "Results", "ResultFixtures"], goldens: true),
    tests(
      "LedgerTests",
      [
        "Ledger", "Bytes", "CivilTime", "Diagnostics", "Findings", "Results", "YAMLTree", crypto,
        grdb,
      ]),
    tests("YAMLTreeTests", ["Diagnostics", "YAMLTree"]),
    tests("RulesReadingTests", ["CivilTime", "Diagnostics", "Findings", "Rules", "YAMLTree"]),
    tests(
      "KitTests",
      [
        "Bytes", "CivilTime", "CustosKit", "Diagnostics", "Engine", "Findings", "Mapping",
        "Reports",
        "ResultFixtures", "Results", "Rules", "Tables", "TestSeeds",
      ]),
    tests("RulesTests", ["BuiltInRules", "CEL", "Diagnostics", "Rules", "YAMLTree"]),
    tests(
      "EngineTests",
      [
        "BuiltInRules", "Bytes", "CEL", "CivilTime", "Engine", "Findings", "Inventory",
        "ResultFixtures", "Results",
        "Rules", "TestSeeds", "YAMLTree",
      ]),
    tests("ArchitectureTests", []),
    tests("DocumentationTests", ["Inventory"]),
    tests(
      "CommandLineTests",
      [
        .target(name: "custos"), "CivilTime", "Findings", "Inventory",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
  ]
)

if isFuzzing {
  let fuzz = "fuzz"
  package.targets.append(
    .executableTarget(
      name: fuzz,
      dependencies: [
        "Bytes", "CEL", "CivilTime", "CustosKit", "Diagnostics", "Findings", "Inventory", "Ledger",
        "Mapping", "Results", "YAMLTree",
      ], path: "Tests/Fuzzing", exclude: ["Crashers", "run", "seeds"],
      swiftSettings: settings, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
}
