using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Variants;

internal static class VariantRig
{
    public static readonly string[] Nine = ["discord", "facebook", "instagram", "linkedin", "telegram", "threads", "tiktok", "x", "youtube"];

    public const string Story =
        "В центре города открылась новая кофейня с собственной обжаркой зерна. Владельцы обещают три сорта кофе из Эфиопии и Кении. "
        + "По выходным бариста проводят бесплатные занятия для гостей. Первую сотню посетителей угостят десертом от шефа. Кофейня работает с 8 до 22 часов. Зерно обжаривают по вторникам на виду у гостей.";

    public static async Task<PostView> GeneratedAsync(this TestTenant tenant, TestDomain domain, string[]? platforms = null, string text = Story, string title = "Новая кофейня с обжаркой открылась в центре")
    {
        var item = await tenant.ItemAsync(domain, title, text, "ru");
        var made = await tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Editor, g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, [item], CallToAction: "Приходите на дегустацию в субботу.") { Platforms = platforms ?? Nine }));
        Assert.True(made.Ok, made.Problem?.ToString());
        return await tenant.ViewAsync(made.Value);
    }

    public static Task<Result<int>> VariantAsync(this TestTenant tenant, Func<PostVariantEditor, Task<Result<int>>> act, MemberRole role = MemberRole.Editor) => tenant.AsAsync(role, act);

    public static PostVariantRow? On(this PostView post, string platform) => post.Variants.SingleOrDefault(v => v.Platform == platform);
}
