namespace ContentFactory.Web.Content.Discussion;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
