// Prints what Podcast Index's own parser and feedsmith read of the feeds in a folder.
import { createRequire } from "node:module";
import fs from "node:fs";

const [, , packages, folder] = process.argv;
const from = createRequire(`${packages}/package.json`);
const { parseFeed } = from("podcast-partytime");
const { parseRssFeed, parseJsonFeed, parseOpml } = from("feedsmith");
const text = (name) => fs.readFileSync(`${folder}/${name}`, "utf8");

console.log(
  JSON.stringify({
    partytime: parseFeed(text("feed.xml")),
    rss: parseRssFeed(text("feed.xml")),
    json: parseJsonFeed(JSON.parse(text("feed.json"))),
    opml: parseOpml(text("feeds.opml")),
  }),
);
