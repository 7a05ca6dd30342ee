using ContentFactory.Domain.Content;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Content;

/// <summary>The address of the content list as a filter of its query: for the page and for the file alike.</summary>
internal static class PostFilters
{
    public const string Status = "status";
    public const string Tag = "tag";

    public static PostFilter Of(ListState state) => new(state.Filter<PostStatus>(Status), state.Company, state.Query(PostQueries.PageSize), state.Filter(Tag));
}
