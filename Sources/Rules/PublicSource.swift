/// A public page, client or standard that describes how integrations behave.
public enum PublicSource: String, Codable, Sendable, CaseIterable {
    case officeAndDragons, officeAndDragonsEntra
    case iManageApplication, iManagePackage, iManageErrors, iManageTokens, iManageConnection, iManageDriveRefresh
    case iManageDriveConflicts, iManageNetwork, iManageAddressRanges, iManageSingleSignOn, iManageIdle
    case iManageDocuments, iManageTrash
    case avvoka, bloomberg, centerbase, dealcloser, ezeScan, harvey, henchman, infoTrack, legalsense, legatics, legora
    case litera, microsoft, nango, shareDo, shinydocs, syncly, umango, universalMigrator, uplandBAInsight
    case cloudCoreClient, closingRoomClient, effectClient, matterSphereClient, phpClient, openQuestions
    case rfc6749, inference

    /// What the source is called, for a reader who wants to find it.
    public var title: String {
        switch self {
        case .officeAndDragons: "O&D help: Configuring your iManage integration"
        case .officeAndDragonsEntra: "O&D help: Integration via Microsoft Entra Application Proxy"
        case .iManageApplication: "iManage Control Center help: Adding an application"
        case .iManagePackage: "iManage Control Center help: Adding an application package"
        case .iManageErrors: "iManage Control Center help: FAQ for Applications"
        case .iManageTokens: "iManage help: Persisting the OAuth2 refresh token"
        case .iManageConnection: "iManage Work help: Connecting to iManage Work Server"
        case .iManageDriveRefresh: "iManage Drive help: Enabling refresh token in Control Center"
        case .iManageDriveConflicts: "iManage Drive help: Conflict resolution"
        case .iManageNetwork: "iManage Control Center help: Network Settings"
        case .iManageAddressRanges: "iManage Control Center help: What is new in 2024"
        case .iManageSingleSignOn: "iManage Control Center help: Single Sign-On"
        case .iManageIdle: "iManage Work web help: Idle timeout overlay"
        case .iManageDocuments: "iManage Control Center help: Documents"
        case .iManageTrash: "iManage Control Center help: FAQ for Trash"
        case .avvoka: "Avvoka help"
        case .bloomberg: "Bloomberg Law Dashboard help"
        case .centerbase: "Centerbase support"
        case .dealcloser: "dealcloser help"
        case .ezeScan: "EzeScan documentation"
        case .harvey: "Harvey help"
        case .henchman: "Henchman help: Resolve common issues for iManage"
        case .infoTrack: "InfoTrack help"
        case .legalsense: "Legalsense support"
        case .legatics: "Legatics knowledge base"
        case .legora: "Legora support"
        case .litera: "Litera CAM documentation"
        case .microsoft: "Microsoft's iManage Work connector"
        case .nango: "Nango documentation"
        case .shareDo: "ShareDo help"
        case .shinydocs: "Shinydocs help"
        case .syncly: "Syncly help"
        case .umango: "Umango help"
        case .universalMigrator: "Universal Migrator help"
        case .uplandBAInsight: "Upland BA Insight help"
        case .cloudCoreClient: "public Go client iManCloudCore"
        case .closingRoomClient: "public Ruby client Imanage10Api"
        case .effectClient: "public TypeScript client built on Effect"
        case .matterSphereClient: "public C# client of MatterSphere"
        case .phpClient: "public PHP client clio-imanage"
        case .openQuestions: "a customer's published open questions on the Universal API"
        case .rfc6749: "RFC 6749"
        case .inference: "our inference"
        }
    }
}
