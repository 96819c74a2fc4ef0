import Demo
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// The file that `worksim demo --brand` names.
enum BrandOption {
    /// The most bytes of a picture.
    private static let largestLogo = 1 << 20

    /// Reads the brand and its picture, whose path counts from the folder of the file.
    ///
    /// - Throws: the exit status, after the mistake was printed.
    static func read(_ file: String, people scenarios: [Scenario]) throws -> Brand {
        let known = Set(scenarios.flatMap { ($0.world["people"]?.entries ?? []).map(\.key) })
        guard let data = FileManager.default.contents(atPath: file) else {
            Console.errors.write(error: "the brand '\(file)' cannot be read: name a YAML file with name, logo, people")
            throw ExitStatus.usage
        }
        let brand: BrandFile
        switch BrandFile.read(String(decoding: data, as: UTF8.self), path: file, known: known) {
        case .success(let read): brand = read
        case .failure(let mistake):
            Console.errors.write(VisibleText(lines: mistake.diagnostic.description), .bad)
            throw ExitStatus.usage
        }
        guard let logo = brand.logo else { return try made(brand, nil, file) }
        let path = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(logo).path
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= largestLogo else {
            Console.errors.write(error: "the logo '\(logo)' of \(file) cannot be read, or is larger than 1 MiB")
            throw ExitStatus.usage
        }
        return try made(brand, Array(bytes), file)
    }

    private static func made(_ brand: BrandFile, _ logo: [UInt8]?, _ file: String) throws -> Brand {
        do throws(BrandError) {
            return try Brand(brand, logo: logo)
        } catch {
            Console.errors.write(error: "\(file): \(error)")
            throw ExitStatus.usage
        }
    }
}
