using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>Error objects of the Graph API, as Meta's page "Error Codes" lists them.</summary>
internal static class GraphErrors
{
    public static Answer Of(int code, int subcode = 0, string message = "Refused", int status = 400, bool transient = false) =>
        GraphAnswer.Error(code, subcode, message, status, transient);

    public static readonly Answer BadToken = Of(190, 0, "Error validating access token: The session has been invalidated", 401);
    public static readonly Answer NoPermission = Of(10, 0, "Application does not have permission for this action", 403);
    public static readonly Answer NotReady = Of(9007, 2207027, "Media ID is not available");
    public static readonly Answer NotFound = Of(24, 2207006, "The requested resource does not exist");
    public static readonly Answer Expired = Of(-2, 2207020, "The media has expired");
    public static readonly Answer Unfetchable = Of(9004, 2207052, "Only photo or video can be accepted as media type");
    public static readonly Answer TooLarge = Of(36000, 2207004, "The image is too large");
    public static readonly Answer WrongFormat = Of(36001, 2207005, "The image format is not supported");
    public static readonly Answer WrongRatio = Of(36003, 2207009, "The aspect ratio is not supported");
    public static readonly Answer LongCaption = Of(36004, 2207010, "The caption is too long");
    public static readonly Answer WrongCarousel = Of(100, 2207028, "Your post won't work as a carousel");
    public static readonly Answer QuotaUsed = Of(9, 2207042, "The maximum number of posts was reached");
    public static readonly Answer WrongType = Of(100, 2207023, "The media type is unknown");
}
