namespace ContentFactory.Web.Content;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
