// swift-tools-version: 6.3
import PackageDescription

// A package of your own that tests with WorkSim. It needs `libssl-dev` and `pkg-config` on the machine.
let package = Package(
    name: "Example",
    dependencies: [
        // Or by URL: .package(url: "https://…/WorkSim.git", branch: "main")
        .package(name: "WorkSim", path: "../../..")
    ],
    targets: [
        .testTarget(
            name: "ExampleTests",
            dependencies: [
                .product(name: "WorkServerTesting", package: "WorkSim"),
                .product(name: "ScenarioTesting", package: "WorkSim"),
                .product(name: "WorkServer", package: "WorkSim"),
                .product(name: "IntegrationClient", package: "WorkSim"),
                .product(name: "Stage", package: "WorkSim"),
            ],
            exclude: ["Scenarios"])
    ])
