namespace ContentFactory.Web.Content.Previews;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;
