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

let package = Package(
  name: "custos",
  products: [
    .library(name: "CEL", targets: ["CEL"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "CivilTime", swiftSettings: settings),
    .target(name: "CEL", dependencies: ["CivilTime"], swiftSettings: settings),
    .target(
      name: "Inventory", dependencies: ["Diagnostics", "CivilTime", "CEL"],
      swiftSettings: settings),
    .target(
      name: "Findings",
      dependencies: [
        "Diagnostics", "CivilTime", .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: settings),
    .target(
      name: "YAMLTree",
      dependencies: ["Diagnostics", "CivilTime", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings),
    .target(
      name: "Rules",
      dependencies: ["Diagnostics", "CivilTime", "CEL", "Inventory", "Findings", "YAMLTree"],
      swiftSettings: settings),
    .target(
      name: "Ledger",
      dependencies: [
        "Diagnostics", "CivilTime", "Findings", "YAMLTree",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "embed-rules", dependencies: ["Diagnostics", "YAMLTree"], swiftSettings: settings),
    .plugin(
      name: "EmbedRulesPlugin", capability: .buildTool(), dependencies: ["embed-rules"],
      path: "Sources/EmbedRulesPlugin"),
    .target(
      name: "BuiltInRules", dependencies: ["Rules", "YAMLTree"], swiftSettings: settings,
      plugins: ["EmbedRulesPlugin"]),
    .target(
      name: "Reports",
      dependencies: [
        "Findings", "Diagnostics", "CivilTime", .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: settings),
    .target(
      name: "ResultFixtures", dependencies: ["Findings", "Diagnostics", "CivilTime"],
      path: "Tests/ResultFixtures", swiftSettings: settings),
    .testTarget(
      name: "FindingsTests", dependencies: ["Findings", "Diagnostics", "ResultFixtures"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Findings", "ResultFixtures"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"], swiftSettings: settings),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Ledger", "CivilTime", "Diagnostics", "Findings", "YAMLTree",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: settings),
  ]
)
