namespace ContentFactory.Web.Content.Approvals;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
