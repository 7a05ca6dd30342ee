namespace ContentFactory.Web.Content.Snippets;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
