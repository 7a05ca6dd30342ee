using ContentFactory.Domain;
using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content.Many;

/// <summary>What may be done with several posts besides what one word says.</summary>
public enum ManyVerb { Plan, Move, Tag }

/// <summary>A verb for each of several posts.</summary>
/// <param name="DoneKey">The counted text for those that went well.</param>
/// <param name="Verb">With how many went well before it.</param>
public sealed record ManyOrder(string DoneKey, IReadOnlyList<Guid> Ids, Func<PostRow, int, Task<Result>> Verb);
