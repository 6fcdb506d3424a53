package org.asclepion.sdk.example;

import java.net.URI;
import org.asclepion.sdk.ClientEvent;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.ClientOptions;
import org.asclepion.sdk.HospitalClient;
import org.asclepion.sdk.Motion;
import org.asclepion.sdk.TicketRequest;

/** Comes in as a doctor, greets, walks in circles and prints what is said. */
public final class Visitor {
  public static void main(String[] args) {
    var who = ClientOptions.to(URI.create(args[0]), TicketRequest.of("Ada", "doctor"));
    HospitalClient.connect(new ClientLoop(), who, Visitor::on);
  }

  private static void on(HospitalClient client, ClientEvent event) {
    switch (event) {
      case ClientEvent.Welcomed in -> client.move((now, motion) -> walk(motion), 20);
      case ClientEvent.EnteredRoom room -> client.say("Hello!", 0);
      case ClientEvent.ChatHeard heard -> System.out.println(heard.chat().getText());
      case ClientEvent.Ended end -> client.loop().close();
      default -> {}
    }
  }

  private static boolean walk(Motion motion) {
    motion.yaw += 0.05;
    motion.moveX = -0.04 * Math.sin(motion.yaw);
    motion.moveZ = -0.04 * Math.cos(motion.yaw);
    return true;
  }
}
