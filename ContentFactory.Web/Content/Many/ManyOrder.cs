using ContentFactory.Domain;
using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content.Many;

/// <summary>What may be done with several posts besides what one word says.</summary>
public enum ManyVerb { Plan, Move, Tag }

/// <summary>Something done with several posts.</summary>
/// <returns>Why it was not done, for each that refused.</returns>
public delegate Task<Result<IReadOnlyDictionary<Guid, Problem>>> PostsVerb(IReadOnlyList<PostRow> posts);

/// <summary>A verb for several posts.</summary>
/// <param name="DoneKey">The counted text for those that went well.</param>
public sealed record ManyOrder(string DoneKey, IReadOnlyList<Guid> Ids, PostsVerb Verb)
{
    /// <summary>One after the other, told how many went well before: one that is refused stops none of the others.</summary>
    public static PostsVerb Each(Func<PostRow, int, Task<Result>> verb) => async posts =>
    {
        var refused = new Dictionary<Guid, Problem>();
        foreach (var (n, post) in posts.Index())
            if ((await verb(post, n - refused.Count)).Problem is { } problem)
                refused[post.Id] = problem;
        return refused;
    };
}
