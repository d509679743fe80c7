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
  targets: [
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "CivilTime", swiftSettings: settings),
    .target(name: "CEL", dependencies: ["CivilTime", "Diagnostics"], swiftSettings: settings),
    .executableTarget(name: "cel-conformance", dependencies: ["CEL"], swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"], swiftSettings: settings),
    .testTarget(
      name: "CELTests", dependencies: ["CEL", "CivilTime", "cel-conformance"],
      swiftSettings: settings),
  ]
)
