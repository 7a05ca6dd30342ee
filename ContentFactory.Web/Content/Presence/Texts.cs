namespace ContentFactory.Web.Content.Presence;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
