namespace ContentFactory.Web.Content.History;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
