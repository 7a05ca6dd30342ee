namespace ContentFactory.Web.Content.Hashtags;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
