using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Content.Variants;

/// <summary>What is wrong with a first comment before anything is sent.</summary>
public static class FirstCommentFault
{
    public const string Words = "FirstComment";
    public const string Delay = "CommentDelay";

    /// <summary>Minutes.</summary>
    public const int LongestDelay = 24 * 60;

    /// <param name="words">Null where there is none, with which nothing is wrong.</param>
    public static Problem? Of(IPlatform platform, string? words, int delay)
    {
        if (words is null)
            return null;
        if (!platform.Comments)
            return Problem.Invalid(Words, "Content.FirstCommentNowhere");
        if (platform.CommentLengthOf(words) > platform.CommentLength)
            return Problem.Invalid(Words, "Content.FirstCommentTooLong", platform.CommentLength);
        return delay is < 0 or > LongestDelay ? Problem.Invalid(Delay, "Content.FirstCommentDelay", LongestDelay) : null;
    }
}
