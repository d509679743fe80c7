// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "cel-speed",
  dependencies: [.package(name: "custos", path: "../..")],
  targets: [
    .executableTarget(
      name: "cel-speed", dependencies: [.product(name: "CEL", package: "custos")])
  ])
