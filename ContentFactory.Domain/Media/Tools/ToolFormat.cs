namespace ContentFactory.Domain.Media.Tools;

/// <summary>What ffmpeg is told that a file is: said and not guessed, so that what a stranger's file claims to be inside opens no other reader.</summary>
internal static class ToolFormat
{
    public static string Of(string contentType) => contentType switch
    {
        "image/jpeg" => "jpeg_pipe",
        "image/png" => "png_pipe",
        "image/webp" => "webp_pipe",
        "image/gif" => "gif",
        _ => "mov",
    };
}
