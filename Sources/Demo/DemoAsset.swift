import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// The files of the demo's pages, and the headers of the pages themselves.
enum DemoAsset {
    static func answer(to path: String, brand: Brand) -> Response? {
        if path == "/assets/brand" { return brand.logo.map { response($0.bytes, $0.mediaType) } }
        if path == "/assets/slides.js" { return response(PackageResources.slides_js, Asset.script.mediaType) }
        if path == "/assets/director.js" {
            return response(PackageResources.director_js, Asset.script.mediaType)
        }
        if path == "/assets/presenter.js" {
            return response(PackageResources.presenter_js, Asset.script.mediaType)
        }
        if path == "/assets/stage.css" {
            return response(PackageResources.stage_css, Asset.stylesheet.mediaType)
        }
        return Asset.allCases.first { $0.path == path }.map { response($0.bytes, $0.mediaType) }
    }

    private static func response(_ bytes: [UInt8], _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// What a page may do: load from here, and be shown inside of the director's page.
    static var pageHeaders: HTTPFields {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            .contentSecurityPolicy: Page.policy(frames: "'self'"),
        ]
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "same-origin" }
        if let name = HTTPField.Name("X-Content-Type-Options") { headers[name] = "nosniff" }
        return headers
    }
}
