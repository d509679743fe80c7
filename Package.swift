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
    .target(name: "CEL", dependencies: ["CivilTime"], swiftSettings: settings),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(
      name: "Inventory", dependencies: ["Diagnostics", "CivilTime", "CEL", "CLibXML2"],
      swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"], swiftSettings: settings),
    .testTarget(
      name: "InventoryTests", dependencies: ["Inventory", "CEL", "CivilTime", "Diagnostics"],
      swiftSettings: settings),
  ]
)
