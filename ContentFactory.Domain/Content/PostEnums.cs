namespace ContentFactory.Domain.Content;

public enum PostType { ShortVideo, LongVideo, Image, Carousel, TextPost, Thread, Story, Article }

public enum PostStatus { Draft, Generating, Ready, Approved, Scheduled, Published, Failed, Archived }
